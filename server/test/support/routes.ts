import type { FastifyInstance } from 'fastify'

/** One address that the house answers at, as it was declared: `/ho-so/:code/rut`. */
export interface Route {
  method: string
  path: string
}

/** Every route of a running house, whoever declared it, read from the router itself: a new one is found without being named. */
export const routesOf = (app: Pick<FastifyInstance, 'printRoutes'>): Route[] => {
  const above: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', name = '', methods = ''] = /^([│ ]*)[└├]── (.*) \(([A-Z, ]+)\)$/.exec(line) ?? []
      if (methods === '') return []
      const depth = indent.length / 4
      above.length = depth
      above[depth] = name
      return methods.split(', ').map((method) => ({ method, path: above.join('') }))
    })
}
