import { createTheme, DEFAULT_THEME, type MantineColorsTuple } from '@mantine/core'

const { red } = DEFAULT_THEME.colors

function darkest(name: 'orange' | 'teal', shade: string): MantineColorsTuple {
  return [...DEFAULT_THEME.colors[name].slice(0, 9), shade] as never
}

export const theme = createTheme({
  primaryColor: 'indigo',
  // White on it can be read in both schemes.
  primaryShade: 7,
  // The darkest of a colour is that of words, on white and on the lightest of it.
  colors: {
    orange: darkest('orange', '#a33a00'),
    // White can be read on what is filled with it.
    red: [...red.slice(0, 7), '#d32f2f', '#c92a2a', '#b02525'] as never,
    teal: darkest('teal', '#056b4b'),
  },
  defaultRadius: 'sm',
  autoContrast: true,
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  // A dialog grows downwards: its title stays where it is. By name: what is imported here, everybody loads at once.
  components: {
    Modal: {
      defaultProps: {
        size: 'lg',
        xOffset: 'min(3vw, 40px)',
        yOffset: 'clamp(12px, 8dvh - 24px, 80px)',
      },
    },
  },
})
