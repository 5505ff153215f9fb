import {
  type DraftToDecide,
  draftToDecide,
  importWords,
  placeWords,
  questionSentence,
  suggestionSentence,
} from '#catalogue/index.ts'
import type { Command } from './command.ts'
import { asLoader } from './transaction.ts'
import { inBoth } from './words.ts'

const HELP = `motcua print draft DRAFT

Prints an imported draft as a file for motcua publish procedures: everything that was understood stands in it, and what only a
person can know is empty (the decision, the first day). What the record left open is named beside, on standard error; answer
it in the file. What the source says word for word stays with the draft, and need not be written again.

DRAFT is its id, as the import printed it, or the address of its procedure.

  motcua print draft dang-ky-khai-sinh > to-publish.json

Exit code 0: printed. 1: there is no such draft. 2: not understood. 3: the database or the machine is not as it must be.
`

export const printDraft: Command = {
  words: 'print draft',
  takes: 'DRAFT',
  help: HELP,
  run: async ({ args, open }) => {
    const [draft, ...surplus] = args
    if (draft === undefined || surplus.length > 0) {
      process.stderr.write(`${inBoth('command.takes-one-draft').join('\n')}\n\n${HELP}`)
      return 2
    }
    const { publication, questions } = await asLoader(open, (client) => draftToDecide(client, draft))
    process.stdout.write(`${JSON.stringify(publication, null, 2)}\n`)
    const lines = [...inBoth('command.to-decide', { count: questions.length }), ...questions.map(lineOf)]
    process.stderr.write(`${lines.join('\n')}\n`)
    return 0
  },
}

/** The records are Vietnamese, and so are the questions about them. */
const WORDS = importWords('vi')

const lineOf = (question: DraftToDecide['questions'][number]): string =>
  [
    `  – ${placeWords(question.path)}:`,
    questionSentence(WORDS, question),
    suggestionSentence(WORDS, question.suggestion),
    question.words === '' ? '' : `“${question.words}”`,
  ]
    .filter(Boolean)
    .join(' ')
