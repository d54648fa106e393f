import type { Language } from '../lib/language'

interface Texts {
  home: string
  token: string
  language: string
  examples: string
  opensTab: string
  steps: (count: number) => string
  session: (name: string) => string
  needed: string
  signIn: string
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
    session: (name) => `Signed in as ${name}. A token takes precedence.`,
    needed: 'Sign in to the console, or give a token.',
    signIn: 'Sign in',
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
    session: (name) => `已登录为 ${name}。填写令牌后以令牌为准。`,
    needed: '请先登录控制台，或填写令牌。',
    signIn: '登录',
    refused: 'API 没有接受这个令牌。',
    printed: '会为每个演示账号打印一个令牌；也可以执行',
  },
}
