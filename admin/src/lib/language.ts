export type Language = 'zh-CN' | 'en'

const KEY = 'backhaul.language'

export function preferredLanguage(): Language {
  return remembered() ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en')
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

function remembered(): Language | undefined {
  try {
    const value = localStorage.getItem(KEY)
    return value === 'zh-CN' || value === 'en' ? value : undefined
  } catch {
    return undefined
  }
}
