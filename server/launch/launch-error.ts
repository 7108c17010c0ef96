/** A reason not to start that the operator can act on: printed as one line, without a stack. */
export class LaunchError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LaunchError'
  }
}
