import { createTheme, DEFAULT_THEME } from '@mantine/core'

export const theme = createTheme({
  primaryColor: 'indigo',
  // White on it can be read in both schemes.
  primaryShade: 7,
  // The darkest orange is that of words, on white and on the lightest orange.
  colors: { orange: [...DEFAULT_THEME.colors.orange.slice(0, 9), '#a33a00'] as never },
  defaultRadius: 'sm',
  autoContrast: true,
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  // By name: what is imported here, everybody loads at once.
  components: { Modal: { defaultProps: { centered: true, size: 'lg' } } },
})
