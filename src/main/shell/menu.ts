import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Words of the native menu; everything else the user reads is in the renderer's locales. */
const words = {
  'zh-CN': {
    edit: '编辑',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    view: '视图',
    reload: '重新加载',
    zoomIn: '放大',
    zoomOut: '缩小',
    zoomReset: '实际大小',
    fullScreen: '全屏',
    tools: '开发者工具',
  },
  en: {
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    reload: 'Reload',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomReset: 'Actual size',
    fullScreen: 'Full screen',
    tools: 'Developer tools',
  },
} as const;

/** The menu behind Alt: it exists for its shortcuts (copy, paste, zoom). @param locale language of the system, e.g. `zh-CN` */
export function menuTemplate(locale: string, developing: boolean): MenuItemConstructorOptions[] {
  const word = locale.startsWith('zh') ? words['zh-CN'] : words.en;
  return [
    {
      label: word.edit,
      submenu: [
        { role: 'undo', label: word.undo },
        { role: 'redo', label: word.redo },
        { type: 'separator' },
        { role: 'cut', label: word.cut },
        { role: 'copy', label: word.copy },
        { role: 'paste', label: word.paste },
        { role: 'selectAll', label: word.selectAll },
      ],
    },
    {
      label: word.view,
      submenu: [
        { role: 'reload', label: word.reload },
        { role: 'zoomIn', label: word.zoomIn },
        { role: 'zoomOut', label: word.zoomOut },
        { role: 'resetZoom', label: word.zoomReset },
        { role: 'togglefullscreen', label: word.fullScreen },
        ...(developing ? [{ role: 'toggleDevTools', label: word.tools } as const] : []),
      ],
    },
  ];
}

export function setMenu(locale: string, developing: boolean): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(locale, developing)));
}
