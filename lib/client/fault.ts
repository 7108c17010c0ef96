/**
 * What the API tells in a sentence out of a fixed set ("no answer within 10 s"), as the name of a text
 * (`no_answer_within_s`) and the figure or code that stands in it. Sentences without a text are shown as they are.
 */
export function toFault(sentence: string): { name: string; detail: string } {
  const [figure = ''] = sentence.match(/\d[\d.]*|\([^)]*\)/) ?? []
  const words =
    sentence
      .replace(figure, '')
      .toLowerCase()
      .match(/[a-z]+/g) ?? []
  return { name: words.join('_'), detail: figure.replace(/[()]/g, '') }
}
