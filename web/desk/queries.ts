import { MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import * as calls from '#web/api/calls.ts'
import { drawFor, isProblem, Unreachable } from '#web/api/client.ts'
import { setClock } from './session/clock.ts'
import { endSession } from './session/ended.ts'

const noticeEnd = (error: unknown): void => {
  if (isProblem(error, 'sign-in-needed')) endSession()
  // A role that was given meanwhile asks for more: the session says what.
  if (isProblem(error, 'second-factor-needed') || isProblem(error, 'new-password-needed'))
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
}

/** What was fetched, and how long it is believed. A refusal is an answer: only a lost connection is tried again. */
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => error instanceof Unreachable && failures < 1,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await calls.whoAmI()
    setClock(session.now)
    drawFor(session.officer.id)
    return session
  },
  staleTime: MINUTE_MS,
  refetchInterval: 5 * MINUTE_MS,
  // Whoever comes back to this tab may have signed in as somebody else in another.
  refetchOnWindowFocus: 'always',
})

/** Whether acts are taken. A switch that is thrown is seen within half a minute, and by any act at once. */
export const houseQuery = queryOptions({
  queryKey: ['house'],
  queryFn: calls.house,
  refetchInterval: MINUTE_MS / 2,
})

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: calls.account,
  staleTime: 0,
})

/** Everybody whom one may choose for something; who comes or goes does so from one day to the next. */
export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: calls.colleagues,
  staleTime: HOUR_MS / 4,
})

export const delegationsQuery = queryOptions({ queryKey: ['delegations'], queryFn: calls.delegations })
export const absencesQuery = queryOptions({ queryKey: ['absences'], queryFn: calls.absences })

export const countersQuery = queryOptions({ queryKey: ['counters'], queryFn: calls.counters, staleTime: 0 })

/** What the search finds for these words. Whoever types on lets go of it, and it is not waited for any longer. */
export const proceduresQuery = (words: string) =>
  queryOptions({
    queryKey: ['procedures-found', words],
    queryFn: ({ signal }) => calls.searchProcedures(words, signal),
    staleTime: HOUR_MS / 4,
  })

export const procedureQuery = (slug: string) =>
  queryOptions({
    queryKey: ['procedures', slug],
    queryFn: () => calls.procedure(slug),
    staleTime: HOUR_MS / 4,
  })

/** Asked again each minute: the promise moves on when the cut-off passes. */
export const promiseQuery = (slug: string, asked: calls.AskedPromise) =>
  queryOptions({
    queryKey: ['promise', slug, asked],
    queryFn: () => calls.promised(slug, asked),
    staleTime: 0,
    refetchInterval: MINUTE_MS,
  })

export const inboxQuery = (asked: Parameters<typeof calls.inbox>[0]) =>
  queryOptions({
    queryKey: ['inbox', asked],
    queryFn: () => calls.inbox(asked),
    refetchInterval: MINUTE_MS,
  })

export const dossiersQuery = (search: calls.DossierSearch) =>
  queryOptions({ queryKey: ['dossiers', search], queryFn: () => calls.dossiers(search) })

/** Believed for a while: whoever comes back from a dossier is shown the same, and the ledger one read. */
export const peopleQuery = (words: string) =>
  queryOptions({
    queryKey: ['people', words],
    queryFn: ({ signal }) => calls.searchPeople(words, signal),
    staleTime: MINUTE_MS,
    refetchOnWindowFocus: false,
  })

export const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: calls.calendar,
  staleTime: HOUR_MS / 4,
})

/** While open due dates follow a decision, how far they are. */
export const calendarDecisionsQuery = queryOptions({
  queryKey: ['calendar-decisions'],
  queryFn: calls.calendarDecisions,
  refetchInterval: (query) =>
    query.state.data?.items.some(({ followedAt }) => followedAt === null) ? UNTIL_FOLLOWED_MS : MINUTE_MS,
})
const UNTIL_FOLLOWED_MS = 2_000

export const dateNoticesQuery = (state: calls.DateNoticesState, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['date-notices', state, cursor ?? ''],
    queryFn: () => calls.dateNotices(state, cursor),
    refetchInterval: (query) => (query.state.data?.isBeingMade ? 5 * UNTIL_FOLLOWED_MS : MINUTE_MS),
  })

export const handOversQuery = (side: calls.HandOverSide, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['hand-overs', side, cursor ?? ''],
    queryFn: () => calls.handOvers(side, cursor),
    refetchInterval: MINUTE_MS,
  })

export const manifestsQuery = (cursor: string | undefined) =>
  queryOptions({ queryKey: ['manifests', cursor ?? ''], queryFn: () => calls.manifests(cursor) })

export const manifestQuery = (id: string) =>
  queryOptions({ queryKey: ['manifest', id], queryFn: () => calls.manifest(id) })

// A paper is printed within a second or two of the act; until its hash is there the page asks again.
const UNTIL_PRINTED_MS = 1500

export const dossierQuery = (id: string) =>
  queryOptions({
    queryKey: ['dossier', id],
    queryFn: () => calls.dossier(id),
    refetchInterval: (query) =>
      query.state.data?.documents.some((paper) => paper.fileSha256 === null) ? UNTIL_PRINTED_MS : false,
  })
