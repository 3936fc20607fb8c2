import { theme as antdTheme, type ThemeConfig } from 'antd';

const light = {
  // what antd derives for hovering is lighter, and too light for letters
  colorPrimary: '#175CD3',
  colorPrimaryHover: '#1149AB',
  colorLink: '#175CD3',
  colorLinkHover: '#1149AB',
  colorSuccess: '#16803C',
  colorSuccessBg: '#EDF8F1',
  colorWarning: '#B54708',
  colorWarningBg: '#FFF3E2',
  colorError: '#B42318',
  colorErrorBg: '#FDECEA',
  colorBgLayout: '#F2F5F9',
  colorBgContainer: '#FFFFFF',
  colorFillAlter: '#F7F9FC',
  colorBorder: '#D5DDE8',
  colorBorderSecondary: '#E6EBF2',
  colorText: '#182230',
  colorTextSecondary: '#46546A',
  colorTextTertiary: '#5B697F',
  colorTextPlaceholder: '#5B697F',
  controlItemBgActive: '#E3EDFD',
};
const dark = {
  colorPrimary: '#2B66CF',
  colorPrimaryHover: '#3570D6',
  colorLink: '#7FAEF8',
  colorLinkHover: '#A9C9FB',
  colorLinkActive: '#7FAEF8',
  colorSuccess: '#5CC985',
  colorSuccessBg: '#12301E',
  colorWarning: '#F3AC63',
  colorWarningBg: '#37260F',
  colorError: '#F7948A',
  colorErrorBg: '#3C1C1A',
  colorBgLayout: '#0E131A',
  colorBgContainer: '#161C25',
  colorBgElevated: '#1D2530',
  colorFillAlter: '#1A212B',
  colorBorder: '#313C4B',
  colorBorderSecondary: '#252E3A',
  colorText: '#E4E9F0',
  colorTextSecondary: '#B6C0CD',
  colorTextTertiary: '#93A0B1',
  colorTextPlaceholder: '#93A0B1',
  controlItemBgActive: '#1B2E50',
};

const darkButton = {
  defaultHoverColor: dark.colorLink,
  defaultHoverBorderColor: dark.colorLink,
  defaultActiveColor: dark.colorLink,
  defaultActiveBorderColor: dark.colorLink,
};

/** The antd theme after the design tokens. */
export function themeConfig(isDark: boolean): ThemeConfig {
  return {
    cssVar: { key: 'sa' },
    // Not compactAlgorithm: it would shrink these sizes once more, below what can be read all day.
    algorithm: isDark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      ...(isDark ? dark : light),
      fontFamily: 'var(--font)',
      fontSize: 13,
      fontSizeSM: 12,
      fontSizeLG: 15,
      lineHeight: 20 / 13,
      controlHeight: 28,
      controlHeightSM: 24,
      borderRadius: 4,
      borderRadiusSM: 2,
      sizeUnit: 4,
      sizeStep: 4,
      padding: 12,
      paddingLG: 16,
      margin: 12,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.12s',
    },
    components: {
      Button: {
        paddingInline: 10,
        primaryShadow: 'none',
        defaultShadow: 'none',
        ...(isDark ? darkButton : {}),
      },
      Form: { itemMarginBottom: 14, labelHeight: 24 },
      // the primary colour of dark buttons is too dark for letters
      Tabs: isDark
        ? { itemSelectedColor: dark.colorLink, itemHoverColor: dark.colorLinkHover, inkBarColor: dark.colorLink }
        : {},
    },
  };
}
