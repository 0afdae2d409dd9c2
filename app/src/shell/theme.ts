import {
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
  type MantineTheme,
} from '@mantine/core';

/** The blue-green of a copper complex, the colour of what can be pressed and of what is chosen. */
const petrol: MantineColorsTuple = [
  '#ebf6f7',
  '#d5eaec',
  '#a9d4d9',
  '#79bdc5',
  '#52a9b4',
  '#35959f',
  '#1c7e89',
  '#126b75',
  '#0f5c66',
  '#0a444c',
];

/** Greys with a breath of blue: surfaces, lines and text in the light. */
const gray: MantineColorsTuple = [
  '#f6f8f9',
  '#eef2f4',
  '#e3e9ec',
  '#d5dde1',
  '#c1ccd2',
  '#9aa8b1',
  '#5b6871',
  '#45515a',
  '#313b43',
  '#1e262c',
];

/** The same in the dark, from text (0) to the deepest surface (9). */
const dark: MantineColorsTuple = [
  '#dde3e8',
  '#bcc6ce',
  '#9aa6b0',
  '#6c7984',
  '#3c4751',
  '#303a43',
  '#252e36',
  '#181e24',
  '#12171c',
  '#0d1115',
];

/** Small and tight: a tool that is looked at for hours, full of numbers. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 7 },
  colors: { petrol, gray, dark },
  black: '#1b2328',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // What each system draws its own windows with; Arimo, which is here for the figures, where none of them is known.
  fontFamily: '-apple-system, "Segoe UI", Roboto, Ubuntu, Cantarell, "Noto Sans", Arimo, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.25' },
      h2: { fontSize: '16px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    Button: { defaultProps: { size: 'xs' } },
    // The hidden first child that Mantine focuses is no item of a menu; without it the menu itself takes the focus.
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-start', withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        // The head of a dialog is none of the page.
        attributes: { header: { role: 'presentation' } },
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 120 },
      },
    },
    Drawer: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: { header: { role: 'presentation' } },
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 120 },
      },
    },
    NativeSelect: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Tooltip: {
      defaultProps: {
        openDelay: 250,
        transitionProps: { duration: 80 },
        events: { hover: true, focus: true, touch: false },
      },
    },
  },
});

/** What the workbench names itself: severities, lines, surfaces. Each has 4.5 : 1 on the surfaces it stands on. */
export const cssVariables: CSSVariablesResolver = (of: MantineTheme) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': of.colors.gray![6],
    '--mantine-color-placeholder': of.colors.gray![6],
    '--mantine-color-error': '#b3261e',
    '--ip-accent': of.colors.petrol![7],
    '--ip-chosen': of.colors.petrol![1],
    '--ip-chrome': of.colors.gray![0],
    '--ip-surface': '#ffffff',
    '--ip-sunken': of.colors.gray![1],
    '--ip-line': of.colors.gray![3],
    '--ip-hover': of.colors.gray![2],
    '--ip-error': '#b3261e',
    '--ip-error-soft': '#fdeceb',
    '--ip-warning': '#945800',
    '--ip-warning-soft': '#fdf3e0',
    '--ip-info': '#2a669e',
    '--ip-info-soft': '#eaf2fa',
    '--ip-done': '#1b7a4b',
  },
  dark: {
    '--mantine-color-dimmed': of.colors.dark![2],
    '--mantine-color-placeholder': of.colors.dark![2],
    '--mantine-color-error': '#ff9a90',
    '--mantine-color-anchor': of.colors.petrol![3],
    '--ip-accent': of.colors.petrol![3],
    '--ip-chosen': '#143740',
    '--ip-chrome': of.colors.dark![8],
    '--ip-surface': '#1d242b',
    '--ip-sunken': of.colors.dark![8],
    '--ip-line': of.colors.dark![5],
    '--ip-hover': of.colors.dark![6],
    '--ip-error': '#ff9a90',
    '--ip-error-soft': '#3a2023',
    '--ip-warning': '#f3bb55',
    '--ip-warning-soft': '#352a17',
    '--ip-info': '#84bdee',
    '--ip-info-soft': '#1b2d3d',
    '--ip-done': '#66cc95',
  },
});

export const colorSchemeManager = localStorageColorSchemeManager({ key: 'interphase-color-scheme' });
