import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Petrol: the one accent of the product. Shade 7 carries white text at 5.6:1. */
const dock: MantineColorsTuple = [
  '#eef8fb',
  '#d8edf4',
  '#b0dae8',
  '#84c5db',
  '#5eb2d0',
  '#3f9fc2',
  '#1f86ab',
  '#11708f',
  '#0d5c77',
  '#08475e',
];

const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#f0f2f5',
  '#e4e8ed',
  '#d3d9e0',
  '#b9c1cb',
  '#8a95a3',
  '#5f6a78',
  '#48525f',
  '#313943',
  '#1d232b',
];

const dark: MantineColorsTuple = [
  '#d9dee5',
  '#b8c0cb',
  '#96a0ae',
  '#6b7686',
  '#3d4653',
  '#2f3742',
  '#222932',
  '#181d24',
  '#13181e',
  '#0d1116',
];

const small = { defaultProps: { size: 'xs' } };
const closeButton = { 'aria-label': 'Close' };
const overlay = { overlayProps: { backgroundOpacity: 0.4 }, closeButtonProps: closeButton };
const dropdown = { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' } } };

/** Dense enough for eight hours of work: 13 px controls, 30 px high, quiet corners. */
export const theme = createTheme({
  colors: { dock, gray, dark },
  primaryColor: 'dock',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'sm',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'Roboto Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  // By name, not by import: the theme must not bring every input into the first chunk.
  components: {
    Button: small,
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: small,
    PasswordInput: small,
    NumberInput: small,
    Textarea: small,
    TagsInput: small,
    Autocomplete: small,
    Select: dropdown,
    MultiSelect: dropdown,
    SegmentedControl: small,
    Switch: small,
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end' } },
    Modal: { defaultProps: { ...overlay, centered: true, radius: 'md' } },
    Drawer: { defaultProps: overlay },
    Notification: { defaultProps: { closeButtonProps: closeButton } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, multiline: true, maw: 320 } },
  },
});

/** Mantine's own variables brought in line with the colours of global.css (text at 4.5:1 on every surface). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#5b6675',
    '--mantine-color-placeholder': '#6f7a88',
    '--mantine-color-default-border': '#cfd6de',
    '--mantine-color-error': '#b3261e',
  },
  dark: {
    '--mantine-color-body': '#191f27',
    '--mantine-color-dimmed': '#9aa5b3',
    '--mantine-color-placeholder': '#8792a1',
    '--mantine-color-default-border': '#37414d',
    '--mantine-color-error': '#ff9e97',
    '--mantine-color-anchor': '#74bedb',
  },
});
