import type { Paper } from '../paper.ts'
import { heightOf } from '../typeset.ts'
import { type LastWords, printLastWords } from './parts.ts'
import { word } from './words.ts'

/** What a decision or a notice has of the frame of Nghị định 30/2020/NĐ-CP, Phụ lục I, above and below its words. */

/** The kind of paper and what it is about, over a short rule. */
export function printSubject(paper: Paper, heading: string, subject: string): void {
  const centred = { size: 14, face: 'bold', align: 'center' } as const
  paper.y += 18
  paper.paragraph(heading, centred, 'H1')
  paper.paragraph(subject, { ...centred, after: 4 }, 'H2')
  const ruleWidth = paper.width / 4
  const from = paper.left + (paper.width - ruleWidth) / 2
  paper.rules([[from, paper.y, from + ruleWidth, paper.y]])
  paper.y += 14
}

/**
 * Recipients at the left, the signer at the right, side by side and never apart from one another. Without a signer the
 * words say that nobody signs.
 */
export function printRecipientsAndSigner(
  paper: Paper,
  copies: readonly string[],
  signer: { readonly titles: readonly string[]; readonly name: string } | null,
  last?: LastWords,
): void {
  const titles = signer?.titles ?? []
  const name = signer?.name ?? word('forms.automatic')
  const spaceToSign = signer ? 72 : 0
  const left = { x: paper.left, width: paper.width * 0.45 }
  const right = { x: paper.left + paper.width * 0.5, width: paper.width * 0.5 }
  const centred = {
    size: signer ? 14 : 12,
    face: signer ? 'bold' : 'italic',
    align: 'center',
    leading: 1.2,
  } as const
  const small = { size: 11, leading: 1.2 } as const
  const recipientsHeight = 12 * 1.2 + heightOf(copies.flatMap((copy) => paper.lines(copy, left.width, small)))
  const signerHeight =
    spaceToSign + heightOf([...titles, name].flatMap((line) => paper.lines(line, right.width, centred)))
  const height = Math.max(recipientsHeight, signerHeight)
  if (last) printLastWords(paper, last, height + 10)
  paper.y += 10
  paper.keepTogether(Math.min(paper.pageRoom, height))

  const top = paper.y
  let y = paper.set(
    word('forms.copies-to'),
    { ...left, y: top },
    { size: 12, face: 'bold-italic', leading: 1.2 },
  )
  for (const copy of copies) y = paper.set(copy, { ...left, y }, small)

  let signerY = top
  for (const title of titles) signerY = paper.set(title, { ...right, y: signerY }, centred)
  signerY = paper.set(name, { ...right, y: signerY + spaceToSign }, centred)
  paper.y = Math.max(y, signerY)
}
