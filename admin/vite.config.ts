import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

// The highest quality takes a minute for the editor, and saves a hundredth.
const brotli = (content: Buffer) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })

// The server sends what a browser can unpack: it has each file in both ways.
const compress: Plugin = {
  name: 'compress',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (!/^assets\/.*\.(js|css|svg|json)$/.test(name)) continue
        const content = Buffer.from(file.type === 'chunk' ? file.code : file.source)
        this.emitFile({ type: 'asset', fileName: `${name}.br`, source: brotli(content) })
        this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: gzipSync(content) })
      }
    },
  },
}

export default defineConfig({
  plugins: [compress],
  build: {
    // The first browsers that know light-dark(): for older ones it would be rewritten, and lost.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      input: ['index.html', 'graphiql.html'],
      // Dozens of lines about "use client" in packages, which means nothing here.
      onLog: (level, log, handler) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log)
      },
    },
    // Inlined fonts and pictures would need `data:` sources in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The built console carries other people's code, so it carries their licences too.
    license: { fileName: 'assets/licenses.md' },
    // The editor is one big chunk that only GraphiQL loads.
    chunkSizeWarningLimit: 4000,
  },
  worker: { format: 'es' },
  // Written for CommonJS, and imported by a worker, where the development server does not look.
  optimizeDeps: {
    include: ['monaco-graphql > picomatch-browser', 'monaco-graphql > graphql-language-service'],
  },
  server: {
    // The example operations stand beside this folder.
    fs: { allow: ['..'] },
    proxy: {
      '/graphql': { target: 'http://127.0.0.1:8000', ws: true },
      '/auth': 'http://127.0.0.1:8000',
      '/evidence': 'http://127.0.0.1:8000',
    },
  },
})
