// npm run package: the Windows installer, into out/package. Needs Electron's Windows files, so a network that has them.
import { build, tool } from '../lib/build.mjs';
import { door } from '../lib/options.mjs';
import { setForegroundSignals } from '../lib/process.mjs';
import { fail, say } from '../lib/say.mjs';

door(async () => {
  setForegroundSignals();
  await build({ force: true });
  say('Packaging for Windows x64 …', '正在打包 Windows x64 安装程序……');
  const { code } = await tool('electron-builder', [
    '--win',
    '--x64',
    '--config',
    'electron-builder.json',
    '--publish',
    'never',
  ]);
  if (code === 0) return 0;
  throw fail(
    'The installer was not made (see above). It downloads Electron and the installer tools for Windows from GitHub: is that reachable from here?',
    '安装包没有生成（原因见上）。打包要从 GitHub 下载 Windows 版 Electron 和安装工具，请确认网络可以访问。',
  );
});
