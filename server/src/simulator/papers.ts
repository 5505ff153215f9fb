import type { ProcedureVersion } from '#catalogue/index.ts'
import { hanoiDateOf } from '#common/time.ts'
import type { WorkingCalendar } from '#deadlines/index.ts'
import type { ResultData } from '#documents/index.ts'
import {
  type Dossier,
  type DossierEvent,
  evolve,
  freeze,
  type History,
  noticeNumber,
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
  units: ReadonlyMap<string, Unit>
  officers: ReadonlyMap<string, { fullName: string; title: string }>
  pointName: string
}

export const historyOf = (sealer: Sealer, printing: Printing, life: Life): History => {
  const hash = receiptHash(sealer, life.secret)
  const [first, ...rest] = life.events
  if (!first) throw new Error('a life without an event')
  const events = [{ ...first, data: { ...first.data, receiptHash: hash } } as DossierEvent, ...rest]
  const owner = life.persons.find(({ part }) => part === 'OWNER')
  if (!owner) throw new Error('a life without an owner')
  const submitter = life.persons.find(({ part }) => part === 'SUBMITTER')
  const artefacts: History['artefacts'][number][] = []
  let dossier: Dossier | null = null
  for (const [index, event] of events.entries()) {
    const before: Dossier | null = dossier
    dossier = { ...evolve(life.dossier.id, dossier, event), code: life.dossier.code }
    const given = { printing, life, event, before: before ?? dossier, after: dossier }
    const paper = paperOf(given, owner.words, submitter?.words ?? null)
    if (paper) artefacts.push({ ...freeze(sealer, paper.form, paper.words, paper.id), seq: index + 1 })
  }
  return {
    dossier: { ...life.dossier, receiptHash: hash },
    events,
    persons: life.persons,
    notes: life.notes,
    artefacts,
  }
}

type Person = Life['persons'][number]['words']

interface Given {
  printing: Printing
  life: Life
  event: DossierEvent
  before: Dossier
  after: Dossier
}

const paperOf = (given: Given, owner: Person, submitter: Person | null) => {
  const { printing, life, event, before, after } = given
  const procedure = printing.procedures.get(after.procedureVersionId)
  const centre = printing.units.get(after.receivingUnitId)
  if (!procedure || !centre) throw new Error(`dossier ${after.id} is of what is not there`)
  const officer = printing.officers.get(event.actorId) ?? { fullName: '', title: centre.name }
  const about = {
    number: noticeNumber('M02', after.version),
    dossier: before,
    procedure,
    owner,
    unit: centre,
    signing: { name: officer.fullName, title: officer.title },
    publicUrl: printing.publicUrl,
    now: event.at,
  }
  const reason = 'reasonId' in event.data ? (life.notes.get(event.data.reasonId) ?? '') : ''
  switch (event.type) {
    case 'Received':
    case 'Accepted': {
      const words = receiptWords({
        procedure,
        received: { caseId: after.caseId, channel: after.channel, ...event.data },
        owner,
        submitter,
        centre,
        pointName: printing.pointName,
        calendar: printing.calendar,
        officer,
        secret: life.secret,
        publicUrl: printing.publicUrl,
      })
      return { id: event.data.receiptId, form: 'M01' as const, words }
    }
    case 'CompletionAsked':
    case 'SupplementAsked': {
      const stage = event.type === 'CompletionAsked' ? 'INTAKE' : 'APPRAISAL'
      const replyBy = event.data.begins?.[0]?.wait.replyBy ?? null
      const words = supplementWords(about, stage, { items: [reason], reason, legalBasis: null, replyBy })
      return { id: event.data.noticeId, form: 'M02' as const, words }
    }
    case 'NotAccepted': {
      const { papersHandedBack, noticeId } = event.data
      const said = { reason, legalBasis: null, whereToTurn: null, papersHandedBack }
      const words = refusalWords({ ...about, number: noticeNumber('M03', after.version) }, said)
      return { id: noticeId, form: 'M03' as const, words }
    }
    case 'Stopped': {
      const { cause, fees, papersHandedBack, noticeId } = event.data
      const said = { cause, reason, legalBasis: null, fees, papersHandedBack }
      const words = stopWords({ ...about, number: noticeNumber('M05', after.version) }, said)
      return { id: noticeId, form: 'M05' as const, words }
    }
    case 'DraftSubmitted':
      return {
        id: event.data.draftId,
        form: 'RESULT' as const,
        words: result(given, procedure, owner, centre, null),
      }
    case 'ResultIssued':
    case 'CorrectionIssued':
      return {
        id: event.data.resultId,
        form: 'RESULT' as const,
        words: result(given, procedure, owner, centre, event.data.number),
      }
    default:
      return null
  }
}

const result = (
  { event, after, printing }: Given,
  procedure: ProcedureVersion,
  owner: Person,
  centre: Unit,
  number: string | null,
): ResultData => {
  const granted = after.outcome !== 'REFUSED_ON_MERITS'
  const authority = printing.units.get(after.authorityId) ?? centre
  return {
    kind: granted ? 'DECISION' : 'NOTICE',
    dossierCode: after.code,
    parentAgency: authority.parentName,
    agency: authority.name,
    number,
    symbol: granted ? 'QĐ-UBND' : 'TB-UBND',
    place: authority.locality,
    issuedOn: number === null ? null : hanoiDateOf(event.at),
    subject: `Về việc ${procedure.title.charAt(0).toLocaleLowerCase('vi')}${procedure.title.slice(1)}`,
    authority: granted ? `CHỦ TỊCH ${authority.name}`.toLocaleUpperCase('vi') : null,
    grounds: [],
    paragraphs: [
      {
        label: granted ? 'Điều 1.' : null,
        text: granted ? `Giải quyết hồ sơ của ${owner.fullName}.` : 'Hồ sơ không đủ điều kiện theo quy định.',
      },
    ],
    signer: { onBehalf: null, title: 'Chủ tịch', name: '' },
    recipients: [centre.name],
    frozenAt: event.at,
  }
}
