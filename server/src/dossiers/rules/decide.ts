import { type Instant, msOf } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import { ACTIONS } from './acts.ts'
import type { ActionType, Actor, Circumstances, Command } from './command.ts'
import type { Decision } from './decisions/decision.ts'
import { ENDING } from './decisions/ending.ts'
import { HANDLING } from './decisions/handling.ts'
import { INTAKE, receive, submit } from './decisions/intake.ts'
import { RESULT } from './decisions/result.ts'
import { WAITING } from './decisions/waiting.ts'
import { type Found, mayDo } from './doers.ts'
import type { Dossier } from './dossier.ts'
import type { DossierEvent } from './events.ts'
import { postActedIn } from './work.ts'

/** How each act is decided, once it is possible and it is the actor's to do. */
const DECISIONS: { [Type in ActionType]: Decision<Type> } = {
  ...INTAKE,
  ...HANDLING,
  ...WAITING,
  ...RESULT,
  ...ENDING,
}

/**
 * What happens when a command is carried out: the events, in order.
 * The only way to change a dossier, for one and for a thousand, at the counter and in a simulation.
 * @throws Refusal when the law, the state, the process or the officer's post does not allow it.
 */
export const decide = (
  dossier: Dossier | null,
  command: Command,
  circumstances: Circumstances,
): DossierEvent[] => {
  const here = { ...circumstances, now: laterOf(circumstances.now, dossier?.lastEventAt) }
  if (command.type === 'receive' || command.type === 'submit') {
    if (dossier) throw new Refusal('CONFLICT', 'already-received')
    const received = [command.type === 'receive' ? receive(command, here) : submit(command, here)]
    return inThePost(received, here.actor, { unitId: here.receivingUnitId, role: 'RECEPTIONIST' })
  }
  if (!dossier) throw new Refusal('NOT_FOUND', 'not-found')
  const found = mayDo(dossier, command, here.actor)
  const events = DECISIONS[command.type](dossier, command as never, here, found)
  return inThePost(events, here.actor, found.post)
}

/** Events say for whom they were done, where the post was lent. */
const inThePost = (events: DossierEvent[], actor: Actor, post: Found['post']): DossierEvent[] => {
  const onBehalfOf = post && postActedIn(actor, post)?.onBehalfOf
  return onBehalfOf ? events.map((event) => ({ ...event, onBehalfOf })) : events
}

/** The acts an officer would be allowed to ask for now: what the desk draws as buttons. */
export const allowedActions = (dossier: Dossier, actor: Actor): ActionType[] =>
  ACTIONS.filter((action) => {
    try {
      mayDo(dossier, { type: action }, actor)
      return true
    } catch (error) {
      if (error instanceof Refusal) return AT_HAND.includes(error.code)
      throw error
    }
  })

// What can be put right by whoever asks: opening a counter, saying which task is meant.
const AT_HAND: readonly string[] = ['counter-session-needed', 'which-task']

// Two requests may read the clock in one order and get the dossier's lock in the other.
const laterOf = (now: Instant, last: Instant | undefined): Instant =>
  last !== undefined && msOf(last) > msOf(now) ? last : now
