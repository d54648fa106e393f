/** Paper is white, whatever the screen is: what is light on dark could not be read on it. */
export function printLight(): void {
  const root = document.documentElement
  let scheme: string | undefined
  addEventListener('beforeprint', () => {
    scheme = root.dataset.mantineColorScheme
    root.dataset.mantineColorScheme = 'light'
  })
  addEventListener('afterprint', () => {
    root.dataset.mantineColorScheme = scheme
  })
}
