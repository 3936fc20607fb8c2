/** Provinces of the mainland by the short names rules speak of them, and how they are written in English. */
const names: Readonly<Record<string, string>> = {
  北京: 'Beijing',
  天津: 'Tianjin',
  河北: 'Hebei',
  山西: 'Shanxi',
  内蒙古: 'Inner Mongolia',
  辽宁: 'Liaoning',
  吉林: 'Jilin',
  黑龙江: 'Heilongjiang',
  上海: 'Shanghai',
  江苏: 'Jiangsu',
  浙江: 'Zhejiang',
  安徽: 'Anhui',
  福建: 'Fujian',
  江西: 'Jiangxi',
  山东: 'Shandong',
  河南: 'Henan',
  湖北: 'Hubei',
  湖南: 'Hunan',
  广东: 'Guangdong',
  广西: 'Guangxi',
  海南: 'Hainan',
  重庆: 'Chongqing',
  四川: 'Sichuan',
  贵州: 'Guizhou',
  云南: 'Yunnan',
  西藏: 'Tibet',
  陕西: 'Shaanxi',
  甘肃: 'Gansu',
  青海: 'Qinghai',
  宁夏: 'Ningxia',
  新疆: 'Xinjiang',
};

/** Short names of the provinces, in the usual order. */
export const provinces: readonly string[] = Object.keys(names);

/** A province in the user's language; a name that is none of them stays as it is. */
export const provinceText = (province: string, language: string): string =>
  language === 'en' ? (names[province] ?? province) : province;

/**
 * The short name of a province however it was written: 河南省, 广西壮族自治区, Henan. A rule and the house mean the same one
 * only when both are written alike.
 * @returns the text itself, trimmed, when it names none; null for an empty one
 */
export function provinceOf(text: string): string | null {
  const told = text.trim();
  const english = provinces.find((one) => names[one]?.toLowerCase() === told.toLowerCase());
  const short = told.replace(/(?:省|市|(?:壮族|回族|维吾尔)?自治区)$/, '');
  return english ?? (provinces.includes(short) ? short : told || null);
}
