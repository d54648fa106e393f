// The console's own words. What documents, states and actions are called comes from the API's glossary: see words.ts.

import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type en from '../locales/en'
import { type Language, preferredLanguage, rememberLanguage } from './language'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

// Each language is a file of its own, which is loaded when it is spoken.
const catalogues = {
  en: () => import('../locales/en'),
  'zh-CN': () => import('../locales/zh-CN'),
}

export function language(): Language {
  return i18next.language === 'zh-CN' ? 'zh-CN' : 'en'
}

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: preferredLanguage(),
    fallbackLng: false,
    interpolation: { escapeValue: false },
    resources: {},
  })
  await speak(preferredLanguage())
}

export async function speak(chosen: Language): Promise<void> {
  const catalogue = await catalogues[chosen]()
  i18next.addResourceBundle(chosen, 'translation', catalogue.default, true, true)
  await i18next.changeLanguage(chosen)
  document.documentElement.lang = chosen
  rememberLanguage(chosen)
}
