import { type Language, preferredLanguage, rememberLanguage } from '../lib/language'

const WORDS = {
  en: { title: 'Backhaul: reverse logistics that you can query', copy: 'Copy', copied: 'Copied' },
  'zh-CN': { title: 'Backhaul：可以查询的逆向物流', copy: '复制', copied: '已复制' },
}

let language: Language = preferredLanguage()
const toggles = document.querySelectorAll<HTMLButtonElement>('[data-language]')
const copyButtons: HTMLButtonElement[] = []

for (const place of document.querySelectorAll('[data-origin]')) place.textContent = location.origin

// The clipboard exists only on https and on this machine.
if (navigator.clipboard) {
  for (const block of document.querySelectorAll('pre')) addCopyButton(block)
}

for (const toggle of toggles) {
  toggle.addEventListener('click', () => {
    language = toggle.dataset.language as Language
    rememberLanguage(language)
    speak()
  })
}

speak()

// Both languages stand in the page; the stylesheet hides the one that is not the page's.
function speak(): void {
  document.documentElement.lang = language
  document.title = WORDS[language].title
  for (const toggle of toggles) {
    toggle.setAttribute('aria-pressed', String(toggle.dataset.language === language))
  }
  for (const button of copyButtons) button.textContent = WORDS[language].copy
}

function addCopyButton(block: HTMLPreElement): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(block.querySelector('code')?.textContent ?? '')
    button.textContent = WORDS[language].copied
    announce(WORDS[language].copied)
    setTimeout(() => {
      button.textContent = WORDS[language].copy
      announce('')
    }, 2000)
  })
  block.before(button)
  copyButtons.push(button)
}

function announce(text: string): void {
  const status = document.querySelector('[role=status]')
  if (status) status.textContent = text
}
