import type { Language } from '../lib/language'

interface Texts {
  home: string
  token: string
  language: string
  examples: string
  opensTab: string
  steps: (count: number) => string
  needed: string
  refused: string
  printed: string
}

export const TEXTS: Record<Language, Texts> = {
  en: {
    home: 'Backhaul, first page',
    token: 'Token',
    language: 'Language',
    examples: 'Examples',
    opensTab: 'Each opens in a new tab.',
    steps: (count) => `${count} steps`,
    needed: 'The API needs a token.',
    refused: 'The API did not accept this token.',
    printed: 'prints one for each demo account; or',
  },
  'zh-CN': {
    home: 'Backhaul 首页',
    token: '令牌',
    language: '语言',
    examples: '示例',
    opensTab: '每个示例在新标签页中打开。',
    steps: (count) => `${count} 步`,
    needed: 'API 需要令牌。',
    refused: 'API 没有接受这个令牌。',
    printed: '会为每个演示账号打印一个令牌；也可以执行',
  },
}
