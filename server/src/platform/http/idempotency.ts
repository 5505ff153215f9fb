import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Tx } from '#platform/db/database.ts'
import { inserting, type Part, type PartRow } from '#platform/db/parts.ts'
import { statement } from '#platform/db/statement.ts'
import { Refusal } from '#platform/refusal.ts'

/**
 * A request that may be sent twice and is done once. The key belongs to an actor and a route; the same key with
 * another body is refused; only successes are kept, in the commit of what they answer.
 */
export interface IdempotentRequest {
  actorId: string
  route: string
  key: string
  bodyHash: string
}

export interface StoredAnswer {
  subjectId: string
  answer: Record<string, unknown>
}

const KEY = /^[\w.:-]{8,128}$/

/**
 * @param key where it did not come in the header: a form of a page sends it in a field
 * @throws Refusal when the key is missing or is not one.
 */
export const idempotentRequest = (
  request: FastifyRequest,
  actorId: string,
  key: unknown = request.headers['idempotency-key'],
): IdempotentRequest => {
  if (typeof key !== 'string') throw new Refusal('PRECONDITION_MISSING', 'idempotency-key-missing')
  if (!KEY.test(key)) throw new Refusal('INVALID', 'idempotency-key-malformed')
  return {
    actorId,
    // The dossier is part of the route: the same key on another dossier is another request. The route and not the path
    // as it was sent, which may spell one address in several ways.
    route: [request.method, request.routeOptions.url, ...Object.values(request.params as object)].join(' '),
    key,
    bodyHash: createHash('sha256')
      .update(JSON.stringify(request.body ?? null))
      .digest('hex'),
  }
}

interface AnswerRow {
  body_hash: string
  subject_id: string
  answer: Record<string, unknown>
}

const find = statement<AnswerRow>(
  'answer-find',
  'select body_hash, subject_id, answer from idempotent_answer where actor_id = $1 and route = $2 and key = $3',
)

/** The answer given before, if any. @throws Refusal when the key was used for something else. */
export const earlierAnswer = async (tx: Tx, request: IdempotentRequest): Promise<StoredAnswer | null> => {
  const [row] = await tx.run(find, [request.actorId, request.route, request.key])
  if (!row) return null
  if (row.body_hash !== request.bodyHash) throw new Refusal('INVALID', KEY_REUSED)
  return { subjectId: row.subject_id, answer: row.answer }
}

/** The same key with another body. */
export const KEY_REUSED = 'idempotency-key-reused'

export const ANSWER_KEY_TAKEN = 'idempotent_answer_pkey'

/** The stored answer's share of a commit; `extra` is SQL for what only the statement knows (the code it allocates). */
export const answerPart = (extra: string | null): Part =>
  inserting('answer_rows', 'idempotent_answer', {
    actor_id: 'text',
    route: 'text',
    key: 'text',
    body_hash: 'text',
    subject_id: 'uuid',
    answer: extra === null ? 'jsonb' : { as: `x.answer || ${extra}`, from: 'jsonb' },
    answered_at: 'timestamptz',
  })

const old = statement(
  'answer-sweep',
  "delete from idempotent_answer where answered_at < now() - interval '30 days'",
)

/** Forgets answers that nobody asks for again: what is sent anew after a month is a new request. */
export const sweepAnswers = (tx: Tx) => tx.run(old, [])

export const answerRow = (request: IdempotentRequest, stored: StoredAnswer, now: string): PartRow => ({
  actor_id: request.actorId,
  route: request.route,
  key: request.key,
  body_hash: request.bodyHash,
  subject_id: stored.subjectId,
  answer: stored.answer,
  answered_at: now,
})
