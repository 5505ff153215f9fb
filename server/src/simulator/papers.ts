import type { ProcedureVersion } from '#catalogue/index.ts'
import type { Instant } from '#common/time.ts'
import type { WorkingCalendar } from '#deadlines/index.ts'
import {
  type About,
  type Dossier,
  type DossierEvent,
  draftWords,
  type FrozenResult,
  freeze,
  type History,
  LAPSE_WAITS,
  type LoadedPaper,
  type NoticeForm,
  noticeNumber,
  numberedWords,
  receiptHash,
  receiptWords,
  refusalWords,
  stopWords,
  supplementWords,
} from '#dossiers/index.ts'
import type { Unit } from '#identity/index.ts'
import type { Sealer } from '#platform/seal.ts'
import type { Life } from './life.ts'

/** The papers of a made life: frozen as an act freezes them, printed when somebody asks for one. */

export interface Printing {
  publicUrl: string
  calendar: WorkingCalendar
  procedures: ReadonlyMap<string, ProcedureVersion>
  /** The one that decides, and whoever leads it. */
  authority: Unit
  leader: { title: string; full_name: string }
  units: ReadonlyMap<string, Unit>
  officers: ReadonlyMap<string, { fullName: string; title: string; unitId: string }>
  pointName: string
}

/** A paper that bears a number of its authority and year: it is written once every earlier one has its own. */
export interface Notice {
  form: NoticeForm
  event: DossierEvent
  numbered(last: number): LoadedPaper
}

export const historyOf = (
  sealer: Sealer,
  printing: Printing,
  life: Life,
  until: Instant,
): { history: History; notices: readonly Notice[] } => {
  const hash = receiptHash(sealer, life.secret)
  const events: DossierEvent[] = []
  const artefacts: History['artefacts'][number][] = []
  const notices: Notice[] = []
  const telling = new Papers(printing, life)
  for (const [index, told] of life.events.entries()) {
    const seq = index + 1
    const event = seq === 1 ? withHash(told, hash) : told
    telling.moveOn(event, seq)
    const form = noticeOf(event)
    const notice = form && telling.notice(form, event)
    if (notice)
      notices.push({
        form,
        event,
        numbered: (last) => ({
          ...freeze(sealer, form, notice.words(noticeNumber(form, last)), notice.id),
          ...{ home: life.dossier, seq, event },
        }),
      })
    const paper = telling.paper(event)
    const frozen = paper && freeze(sealer, paper.form, paper.words, paper.id)
    if (frozen) artefacts.push({ ...frozen, seq })
    events.push(frozen && event.type === 'DraftSubmitted' ? frozenAs(event, frozen.frozenSha256) : event)
  }
  return {
    history: {
      dossier: { ...life.dossier, receiptHash: hash },
      events,
      persons: life.persons,
      notes: life.notes,
      // Received at a counter it stands on the receipt, and nowhere else.
      lookUpSecret: life.events[0]?.type === 'Submitted' ? life.secret : null,
      artefacts,
      jobs: events.flatMap((event, index) => lapseOf(event, index + 1, until)),
    },
    notices,
  }
}

/** What somebody was asked for lapses on its day, if that is yet to come. */
const lapseOf = ({ type, data }: DossierEvent, seq: number, until: Instant): History['jobs'] => {
  if (type !== 'CompletionAsked' && type !== 'SupplementAsked') return []
  const runAt = data.begins?.[0]?.wait.replyBy ?? null
  return runAt === null || runAt <= until ? [] : [{ subscriber: LAPSE_WAITS, seq, runAt }]
}

// What a life does not know: it has no keys, and prints nothing.
const withHash = (event: DossierEvent, hash: string) =>
  ({ ...event, data: { ...event.data, receiptHash: hash } }) as DossierEvent
const frozenAs = (event: DossierEvent, frozenSha256: string) =>
  ({ ...event, data: { ...event.data, frozenSha256 } }) as DossierEvent

type Person = Life['persons'][number]['words']

const noticeOf = ({ type }: DossierEvent): NoticeForm | null => {
  switch (type) {
    case 'CompletionAsked':
    case 'SupplementAsked':
      return 'M02'
    case 'NotAccepted':
      return 'M03'
    case 'Stopped':
      return 'M05'
    default:
      return null
  }
}

/** What is typed into a draft: the same for whoever asks it again. */
export const draftOf = (procedure: { title: string }, outcome: string, owner: { fullName: string }) => ({
  outcome: outcome === 'REFUSED_ON_MERITS' ? ('REFUSED_ON_MERITS' as const) : ('GRANTED' as const),
  title: `Về việc ${procedure.title.charAt(0).toLocaleLowerCase('vi')}${procedure.title.slice(1)}`,
  paragraphs: [
    outcome === 'REFUSED_ON_MERITS'
      ? 'Hồ sơ không đủ điều kiện theo quy định.'
      : `Điều 1. Giải quyết hồ sơ của ${owner.fullName}.`,
  ],
})

/** Walks through a life and says what each act froze. */
class Papers {
  readonly #printing: Printing
  readonly #life: Life
  readonly #owner: Person
  /** The number of the act that is told. */
  #act = -1
  #draft: FrozenResult | null = null
  #approverId = ''

  constructor(printing: Printing, life: Life) {
    const owner = life.persons.find(({ part }) => part === 'OWNER')
    if (!owner) throw new Error('a life without an owner')
    this.#printing = printing
    this.#life = life
    this.#owner = owner.words
  }

  /** To the next event; an act may make two. */
  moveOn(event: DossierEvent, seq: number): void {
    if (this.#life.acts[this.#act + 1]?.seq === seq) this.#act += 1
    if (event.type === 'DraftApproved') this.#approverId = event.actorId
  }

  notice(form: NoticeForm, event: DossierEvent) {
    const { units, publicUrl } = this.#printing
    const reason = this.#life.notes.get('reasonId' in event.data ? event.data.reasonId : '') ?? ''
    const officer = this.#officer(event)
    const unit = units.get(officer?.unitId ?? '') ?? this.#centre
    // It is numbered when the life is long over.
    const dossier = this.#found
    const about = (number: string): About => ({
      number,
      dossier,
      procedure: this.#procedure,
      owner: this.#owner,
      unit,
      signing: officer ? { name: officer.fullName, title: officer.title, onBehalf: null } : null,
      publicUrl,
      now: event.at,
    })
    switch (event.type) {
      case 'CompletionAsked':
      case 'SupplementAsked': {
        const stage = event.type === 'CompletionAsked' ? 'INTAKE' : 'APPRAISAL'
        const replyBy = event.data.begins?.[0]?.wait.replyBy ?? null
        const asked = { items: [reason], reason, legalBasis: null, replyBy }
        return {
          id: event.data.noticeId,
          words: (number: string) => supplementWords(about(number), stage, asked),
        }
      }
      case 'NotAccepted': {
        const { papersHandedBack, noticeId } = event.data
        const said = { reason, legalBasis: null, whereToTurn: null, papersHandedBack }
        return { id: noticeId, words: (number: string) => refusalWords(about(number), said) }
      }
      case 'Stopped': {
        const { cause, fees, papersHandedBack, noticeId } = event.data
        const said = { cause, reason, legalBasis: null, fees, papersHandedBack }
        return { id: noticeId, words: (number: string) => stopWords(about(number), said) }
      }
      default:
        throw new Error(`${form} is no paper of ${event.type}`)
    }
  }

  paper(event: DossierEvent) {
    switch (event.type) {
      case 'Received':
      case 'Accepted':
        return { id: event.data.receiptId, form: 'M01' as const, words: this.#receipt(event) }
      case 'DraftSubmitted': {
        const { authority, leader } = this.#printing
        const given = {
          code: this.#life.dossier.code,
          authority,
          centre: this.#centre,
          leader,
          now: event.at,
        }
        this.#draft = draftWords(given, draftOf(this.#procedure, event.data.outcome, this.#owner))
        return { id: event.data.draftId, form: 'RESULT' as const, words: this.#draft }
      }
      case 'ResultIssued':
      case 'CorrectionIssued': {
        if (!this.#draft) throw new Error('a result without a draft')
        const { number, resultId } = event.data
        const approver = this.#printing.officers.get(this.#approverId)
        const signing = approver && { title: approver.title, full_name: approver.fullName }
        const words = numberedWords(this.#draft, { number, approver: signing, now: event.at })
        return { id: resultId, form: 'RESULT' as const, words }
      }
      default:
        return null
    }
  }

  #receipt(event: Extract<DossierEvent, { type: 'Received' | 'Accepted' }>) {
    const { pointName, calendar, publicUrl } = this.#printing
    const { caseId, channel } = this.#dossier
    const submitter = this.#life.persons.find(({ part }) => part === 'SUBMITTER')
    return receiptWords({
      procedure: this.#procedure,
      received: { caseId, channel, ...event.data },
      owner: this.#owner,
      submitter: submitter?.words ?? null,
      centre: this.#centre,
      pointName,
      calendar,
      officer: this.#officer(event) ?? { fullName: '' },
      secret: this.#life.secret,
      publicUrl,
    })
  }

  /** As whoever acts found it; a life is told without its code. */
  get #found(): Dossier {
    const { acts, dossier } = this.#life
    const found = acts[this.#act]?.found
    if (!found) throw new Error('a notice of what had not begun')
    return { ...found, code: dossier.code }
  }

  /** As the act left it, which is how the next one found it. */
  get #dossier(): Dossier {
    return this.#life.acts[this.#act + 1]?.found ?? this.#life.dossier
  }

  get #procedure(): ProcedureVersion {
    const procedure = this.#printing.procedures.get(this.#dossier.procedureVersionId)
    if (!procedure) throw new Error(`dossier ${this.#dossier.id} is of a procedure that is not there`)
    return procedure
  }

  get #centre(): Unit {
    const centre = this.#printing.units.get(this.#dossier.receivingUnitId)
    if (!centre) throw new Error(`dossier ${this.#dossier.id} is with a centre that is not there`)
    return centre
  }

  #officer({ actorId }: DossierEvent) {
    return this.#printing.officers.get(actorId)
  }
}
