import './workers'
import '@graphiql/react/style.css'
import '@graphiql/plugin-doc-explorer/style.css'
import '@graphiql/plugin-history/style.css'
import 'graphiql/graphiql.css'
import './page.css'

import { createRoot } from 'react-dom/client'
import { Page } from './Page'

const root = document.getElementById('root')
if (root) createRoot(root).render(<Page />)
