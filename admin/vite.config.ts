import { defineConfig, type Plugin } from 'vite'

// Vite drops the attribute. With it the first page is not drawn before its language is known.
const waitForLanguage: Plugin = {
  name: 'wait-for-language',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { filename }) =>
      filename.endsWith('/index.html')
        ? html.replace('<script type="module"', '<script type="module" blocking="render"')
        : html,
  },
}

export default defineConfig({
  plugins: [waitForLanguage],
  build: {
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
    proxy: { '/graphql': { target: 'http://127.0.0.1:8000', ws: true } },
  },
})
