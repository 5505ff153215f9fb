import type pg from 'pg'
import { Refusal } from '#platform/refusal.ts'
import type { Question } from './rules/portal-remarks.ts'
import type { ProcedureContent, ProcedureLevel } from './rules/procedure.ts'

/** A draft as the file that publishes it, to be filled in, and what a person must decide first. */
export interface DraftToDecide {
  /** What the decision and the days are is empty: nobody knows them yet. */
  publication: object
  questions: readonly Question[]
}

interface DraftRow {
  id: string
  slug: string
  nationalCode: string | null
  title: string
  level: ProcedureLevel | null
  processVersionId: string | null
  content: ProcedureContent
  questions: readonly Question[]
}

/**
 * @param client of the role that passes row-level security: the command line's
 * @param draft its id, or the address of its procedure
 * @throws Refusal INVALID `draft-unknown`
 */
export const draftToDecide = async (client: pg.ClientBase, draft: string): Promise<DraftToDecide> => {
  const { rows } = await client.query<DraftRow>(
    `select v.id, p.slug, p.national_code as "nationalCode", v.title, v.level,
       v.process_version_id as "processVersionId", v.body as content, v.questions
     from procedure_version v join procedure p on p.id = v.procedure_id
     where v.status = 'DRAFT' and (v.id::text = $1 or p.slug = $1) order by v.version desc limit 1`,
    [draft],
  )
  const [row] = rows
  if (!row) throw new Refusal('INVALID', 'draft-unknown', { draft })
  const { id, slug, nationalCode, title, level, processVersionId, questions } = row
  // What the source says word for word stays with the draft, and goes with it when it is published.
  const { kept: _, ...content } = row.content
  return {
    publication: {
      decision: { number: '', issuer: '', decidedOn: '', title: '' },
      versions: [
        {
          draftId: id,
          slug,
          nationalCode,
          title,
          level,
          effectiveFrom: '',
          effectiveTo: null,
          processVersionId,
          content,
        },
      ],
      replacements: [],
    },
    questions,
  }
}
