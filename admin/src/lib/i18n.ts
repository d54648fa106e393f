// The console's own words. What documents, states and actions are called comes from the API's glossary: see session.ts.

import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type en from '../locales/en'
import { type Language, preferredLanguage, rememberLanguage } from './language'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

// Each feature has a file of texts in each language, which is loaded when it is shown.
const files = import.meta.glob<object>('../locales/*/*.json', { import: 'default' })
const shown = new Set(['common'])

/** The texts of features, which are there from now on in whichever language is spoken. */
export async function addTexts(...features: string[]): Promise<void> {
  for (const feature of features) shown.add(feature)
  await load(language(), features)
}

async function load(chosen: Language, features: Iterable<string>): Promise<void> {
  const texts = await Promise.all(
    [...features].map((feature) => files[`../locales/${chosen}/${feature}.json`]?.()),
  )
  for (const text of texts) i18next.addResourceBundle(chosen, 'translation', text, true, true)
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
  await load(chosen, shown)
  await i18next.changeLanguage(chosen)
  document.documentElement.lang = chosen
  rememberLanguage(chosen)
}
