import { type Instant, instantFromMs, MS_PER_DAY, msOf } from '#common/time.ts'
import { type Command, houseOf, isAccepted, type OpenTask, symbolOf, type Wait } from '#dossiers/index.ts'
import { HABITS } from './habits.ts'
import { A_WORKING_DAY_MS, ORDINARY, type Plan, type Telling } from './telling.ts'

/** What whoever has a task, or waits for something, means to do about it, and when. */

export const planFor = (life: Telling, task: OpenTask): Plan | null => {
  const dice = life.dice
  const actor = () => life.holderOf(task)
  const done = (workingDays: number) => life.after(workingDays * A_WORKING_DAY_MS * dice.factor())
  // Most is done well before its day, some just then, some after it: half the time on the average, widely spread.
  const inItsTime = () =>
    life.after(Math.max(0.05 * A_WORKING_DAY_MS, life.allowed(task)) * 0.5 * dice.factor(0.7))
  const plan = (at: Instant, command: () => Command): Plan => ({ at, actor, command })
  const goesBack = () => dice.chance(HABITS.sentBack / 100)
  switch (task.kind) {
    case 'ACCEPT':
      return plan(done(0.3), () => onIntake(life))
    case 'RECEIVE':
      return plan(done(0.15), () => ({ type: 'handOver' }))
    case 'CONFIRM_HAND_OVER':
      return plan(done(0.2), () =>
        dice.chance(HABITS.handOverRefused / 100)
          ? { type: 'refuseHandOver', reasonId: life.note('Thiếu bản chính so với danh mục.') }
          : { type: 'confirmHandOver' },
      )
    case 'CHECK':
      return plan(inItsTime(), () => onCheck(life, task))
    case 'CONSULT':
      return dice.chance(HABITS.neverAnswers / 100)
        ? closesLate(life, task)
        : plan(inItsTime(), () => ({
            type: 'giveOpinion',
            taskId: task.id,
            verdict: dice.chance(0.94) ? 'AGREED' : 'OBJECTED',
            opinionId: life.note('Cơ quan có ý kiến như văn bản kèm theo.'),
          }))
    case 'APPRAISE':
      return plan(inItsTime(), () => onDraft(life, task))
    case 'REVIEW':
      return plan(inItsTime(), () =>
        goesBack()
          ? { type: 'sendBack', toNode: null, reasonId: life.note('Bổ sung căn cứ.') }
          : { type: 'completeStep', taskId: task.id, facts: {}, noteId: null },
      )
    case 'APPROVE':
      return plan(inItsTime(), () => {
        if (goesBack())
          return { type: 'sendBack', toNode: null, reasonId: life.note('Viết rõ phần quyết định.') }
        // No paper is printed here: the hash of a file that nobody has seen.
        const hash = life.hash() + life.hash()
        return { type: 'approve', draftId: life.is.draftId ?? '', fileSha256: hash, renderedSha256: hash }
      })
    case 'ISSUE':
      return plan(done(0.2), () => ({
        type: 'issue',
        number: `${life.resultNumber()}/${symbolOf(life.is.outcome ?? 'GRANTED')}`,
        resultId: life.id(),
        numbersUsed: [],
      }))
    case 'PART':
      return plan(inItsTime(), () => ({
        type: 'concludePart',
        taskId: task.id,
        ...(dice.chance(HABITS.partRefused / 100)
          ? { outcome: 'REFUSED_ON_MERITS', noteId: life.note('Không đủ điều kiện theo quy định.') }
          : { outcome: 'GRANTED', noteId: null }),
        externalCodeId: life.note(dice.digits(8)),
      }))
    case 'GATHER':
      return plan(done(0.2), () => ({ type: 'gatherResults' }))
    case 'RETURN':
      return dice.chance(HABITS.notCollected / 100)
        ? null
        : plan(life.atCounter(dice.factor(0.9) * 1.5), () => ({
            type: 'return',
            receiverId: life.is.ownerId,
            receiver: 'OWNER',
            proof: dice.chance(0.97) ? 'ID_CARD' : 'KNOWN_PERSON',
          }))
    case 'EXTERNAL':
      return plan(done(0.1), () => ({
        type: 'askOutside',
        systemId: life.note('CSDL chuyên ngành'),
        referenceId: life.note(dice.digits(10)),
        noteId: null,
        replyBy: null,
      }))
    case 'OBLIGATION':
      return plan(done(0.2), () =>
        // What was paid for the first result is not paid again for the corrected one.
        life.is.correction
          ? { type: 'completeStep', taskId: task.id, facts: {}, noteId: null }
          : {
              type: 'notifyObligation',
              noticeNumberId: life.note(`${dice.between(1, 9_999)}/TB-CCT`),
              replyBy: null,
            },
      )
    case 'DECIDE_WITHDRAWAL':
      return plan(done(0.4), () =>
        dice.chance(0.85)
          ? {
              type: 'grantWithdrawal',
              ...life.notice('Theo đề nghị của người nộp.'),
              fees: life.is.payment === 'PAID' ? 'NO_REFUND' : 'NONE',
              papersHandedBack: true,
            }
          : { type: 'refuseWithdrawal', reasonId: life.note('Đã có kết luận thẩm định.') },
      )
    default:
      return null
  }
}

export const planForWait = (life: Telling, wait: Wait): Plan | null => {
  const dice = life.dice
  const rests = life.is.tasks.find(({ id }) => id === wait.taskId)
  switch (wait.kind) {
    case 'SUPPLEMENT': {
      const isBefore = !isAccepted(life.is)
      const never = dice.chance((isBefore ? HABITS.neverCompleted : HABITS.supplementNeverComes) / 100)
      const at = life.atCounter(dice.factor(0.8) * 2)
      // The house looks once a second, and does not wait for who comes a day late.
      if (wait.replyBy !== null && (never || at > wait.replyBy))
        return {
          at: instantFromMs(msOf(wait.replyBy) + 1_000),
          actor: () => houseOf(life.is),
          command: () => ({ type: 'lapse', waitId: wait.id, notice: life.noticeOfLapse() }),
        }
      const papers = life.case.papers
        .filter(({ required }) => required)
        .map(({ id, originals, copies }) => ({ paperId: id, originals, copies }))
      return {
        at,
        actor: () => life.whoSpeaksForTheOwner(),
        command: () => ({
          type: isBefore ? 'complete' : 'noteSupplement',
          papers,
          noteId: papers.length > 0 ? null : life.note('Đã bổ sung theo yêu cầu.'),
        }),
      }
    }
    case 'EXTERNAL':
      return rests
        ? {
            at: life.after(dice.factor(0.9) * 2 * A_WORKING_DAY_MS),
            actor: () => life.holderOf(rests),
            command: () => ({ type: 'noteOutsideAnswer', answer: 'ANSWERED', noteId: null }),
          }
        : null
    case 'OBLIGATION':
      return rests
        ? {
            at: life.after(dice.factor(0.9) * 3 * A_WORKING_DAY_MS),
            actor: () => life.holderOf(rests),
            command: () => ({ type: 'noteObligationMet', evidence: 'TREASURY' }),
          }
        : null
    case 'CONSULTATION':
      return null
  }
}

export const planToWithdraw = (life: Telling): Plan | null => {
  if (!life.dice.chance(HABITS.withdrawn / 100)) return null
  return {
    at: life.atCounter(life.dice.factor() * 2),
    actor: () => life.whoSpeaksForTheOwner(),
    command: () => {
      const asked = life.notice('Người nộp không còn nhu cầu.')
      // Once it is accepted somebody decides, and the notice is theirs.
      return { type: 'requestWithdrawal', ...asked, ...(isAccepted(life.is) ? { noticeId: null } : {}) }
    },
  }
}

export const planToCorrect = (life: Telling): Plan | null => {
  if (!life.dice.chance(HABITS.corrected / 100)) return null
  return {
    at: life.after(life.dice.factor() * 5 * A_WORKING_DAY_MS),
    actor: () => life.post('SPECIALIST', life.is.competentUnitId),
    command: () => ({ type: 'correctResult', reasonId: life.note('Sai sót khi ghi họ tên.') }),
  }
}

const onIntake = (life: Telling): Command => {
  const dice = life.dice
  const missing = life.case.papers.some(
    ({ id, required }) => required && !life.papers.some(({ paperId }) => paperId === id),
  )
  if (dice.chance(HABITS.turnedAway / 100))
    return { type: 'refuse', ...life.notice('Không thuộc thẩm quyền giải quyết.'), papersHandedBack: true }
  if (missing)
    return { type: 'askToComplete', ...life.notice('Hồ sơ còn thiếu giấy tờ.'), replyBy: life.inDays(7) }
  return { type: 'accept', receiptId: life.id(), papers: life.papers, sets: 1, applicability: ORDINARY }
}

const onCheck = (life: Telling, task: OpenTask): Command => {
  const dice = life.dice
  const step = life.process.steps.find(({ id }) => id === task.node)
  const facts = Object.fromEntries(
    (life.process.facts ?? [])
      .filter(({ id }) => step?.choices?.some(({ when }) => when.fact === id))
      .map(({ id, values }) => [id, dice.pick(values).id]),
  )
  const next = step?.choices?.find(({ when }) => facts[when.fact] === when.is)?.next ?? step?.next ?? []
  const isConsulted = next.some((id) => life.process.steps.find((one) => one.id === id)?.kind === 'CONSULT')
  if (asksForPapers(life)) return supplement(life)
  return isConsulted
    ? {
        type: 'askOpinions',
        questionId: life.note('Xin ý kiến về nội dung thuộc phạm vi quản lý.'),
        facts,
      }
    : { type: 'completeStep', taskId: task.id, facts, noteId: null }
}

const onDraft = (life: Telling, task: OpenTask): Command => {
  const dice = life.dice
  const dossier = life.is
  if (!dossier.correction) {
    if (asksForPapers(life)) return supplement(life)
    if (task.authorityId === dossier.authorityId && dice.chance(HABITS.stopped / 100))
      return {
        type: 'stop',
        ...life.notice('Vụ việc đang được cơ quan khác thụ lý.'),
        fees: dossier.payment === 'PAID' ? 'NO_REFUND' : 'NONE',
        papersHandedBack: true,
      }
    const asked = others(life)
    if (asked.length > 0 && dice.chance(HABITS.consultation / 100))
      return {
        type: 'consult',
        unitIds: [dice.pick(asked)],
        questionId: life.note('Xin ý kiến bổ sung.'),
        join: 'LEAD',
        replyBy: life.inDays(3),
      }
  }
  return {
    type: 'submitDraft',
    draftId: life.id(),
    frozenSha256: life.hash() + life.hash(),
    outcome: dice.chance(HABITS.refusedOnMerits / 100) ? 'REFUSED_ON_MERITS' : 'GRANTED',
  }
}

const others = (life: Telling): string[] => {
  const own = new Set(life.is.tasks.map(({ unitId }) => unitId))
  return [
    ...new Set(
      life.office.staff
        .filter(({ role, unitId }) => role === 'SPECIALIST' && !own.has(unitId))
        .map(({ unitId }) => unitId),
    ),
  ]
}

const asksForPapers = (life: Telling): boolean => {
  return life.is.supplementsAsked.APPRAISAL === 0 && life.dice.chance(HABITS.supplement / 100)
}

const supplement = (life: Telling): Command => {
  return {
    type: 'askSupplement',
    ...life.notice('Cần bổ sung để có căn cứ giải quyết.'),
    replyBy: life.inDays(10),
  }
}

/** Nobody answers; the lead goes on when the others are late. */
const closesLate = (life: Telling, task: OpenTask): Plan | null => {
  const lead = life.is.holder?.unitId
  if (!lead || task.dueAt === null) return null
  return {
    at: instantFromMs(msOf(task.dueAt) + life.dice.between(1, 3) * MS_PER_DAY + 1_000),
    actor: () => life.post('SPECIALIST', lead),
    command: () => ({ type: 'closeConsultation', reasonId: life.note('Quá hạn cho ý kiến, đã đôn đốc.') }),
  }
}
