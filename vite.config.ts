import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = `http://127.0.0.1:${process.env.PORT ?? '8080'}`

/**
 * The desk runs on people's machines: a file of the server that slipped into it would be sent to everyone.
 * dependency-cruiser says so in review; this stops the build itself.
 */
const nothingOfTheServer: Plugin = {
  name: 'nothing-of-the-server',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    const found = await this.resolve(source, importer, { ...options, skipSelf: true })
    const path = found?.id.split('?')[0] ?? ''
    if (path.startsWith(here('server/')) || path.startsWith(here('dist/server/'))) {
      this.error(
        `${importer} imports ${source}: the web imports nothing of the server but web/api and #common.`,
      )
    }
    return found
  },
}

export default defineConfig({
  root: here('web/desk'),
  base: '/ban/',
  cacheDir: here('node_modules/.vite'),
  plugins: [nothingOfTheServer, react()],
  build: {
    outDir: here('dist/desk'),
    emptyOutDir: true,
    // Browsers of the last three years; counters in communes keep their machines for long.
    target: ['chrome109', 'edge109', 'firefox115', 'safari16'],
    sourcemap: false,
  },
  server: {
    host: '127.0.0.1',
    // What is not the desk's is the server's: the API, the portal, files, live updates.
    proxy: { '^/(?!ban(/|$))': { target: server, changeOrigin: false } },
    fs: {
      allow: [here('.')],
      deny: ['.env*', '**/.git/**', '**/.motcua/**', '**/server/**', '**/dist/server/**'],
    },
  },
})
