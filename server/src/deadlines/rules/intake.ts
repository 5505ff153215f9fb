import type { PlainDate } from '#common/time.ts'

/** What an office owes whoever files, before a term runs and when papers are missing; from a day on. */
export interface IntakeRule {
  /** Working hours within which what was filed is accepted, sent back for completion or turned away. */
  answerWithinHours: number
  /** How often papers may be asked for after, in each stage; null: as often as it takes. */
  mostSupplements: Readonly<Record<'INTAKE' | 'APPRAISAL', number | null>>
  legalBasis: string
  validFrom: PlainDate
}
