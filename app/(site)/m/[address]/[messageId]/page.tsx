/** A link to one message: the same page, which reads the rest of the path itself. */
export { default } from '../page'
