/**
 * Style sheet of every printed page: A4, black and grey with one blue. Sizes of type in pt, of paper in mm.
 * Header and footer texts come in as custom properties, because Chromium's page margin boxes know no `string()`.
 */
const band =
  'font:8.5pt "SimSun","Noto Serif CJK SC",serif;color:#222;vertical-align:bottom;padding-bottom:1.2mm;margin-bottom:3mm;border-bottom:.6pt solid #000;white-space:nowrap';
const foot =
  'font:7.5pt "SimSun","Noto Serif CJK SC",serif;color:#444;vertical-align:top;padding-top:3mm;white-space:nowrap';

export const printCss = `
:root{
  --body:"FangSong","仿宋","SimSun","宋体","Noto Serif CJK SC",serif;
  --tab:"SimSun","宋体","Noto Serif CJK SC",serif;
  --hei:"SimHei","黑体","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
  --ink:#000;--mute:#444;--hair:#777;--fill:#ececec;--acc:#1f4e9e}
@page{size:A4 portrait;margin:21mm 14mm 19mm 20mm;
  @top-left{content:var(--hd-l);${band}}
  @top-right{content:var(--hd-r);${band}}
  @bottom-left{content:var(--ft-l);${foot};text-align:left}
  @bottom-center{content:var(--pg-a) counter(page) var(--pg-b) counter(pages) var(--pg-c);font:9pt "SimSun","Noto Serif CJK SC",serif;color:#000;vertical-align:top;padding-top:2.6mm;white-space:nowrap}
  @bottom-right{content:var(--ft-r);${foot};text-align:right}}
@page cover{@top-left{content:none;border:0}@top-right{content:none;border:0}@bottom-left{content:none}@bottom-center{content:none}@bottom-right{content:none}}
*{box-sizing:border-box}
html{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{margin:0;color:var(--ink);background:#fff;font:10.5pt/1.5 var(--body);font-variant-numeric:tabular-nums lining-nums;line-break:strict;overflow-wrap:anywhere;orphans:2;widows:2;text-autospace:normal}
p{margin:0}
.hei{font-family:var(--hei)}.b{font-weight:700}.acc{color:var(--acc)}.mute{color:var(--mute)}
.nw{white-space:nowrap}.c{text-align:center}.r{text-align:right}.l{text-align:left}
.s{font-size:8.5pt}.xs{font-size:7.5pt}.keep{break-inside:avoid}.new{break-before:page}
.top{display:grid;grid-template-columns:1fr 27mm;column-gap:5mm;align-items:start;margin-bottom:2.5mm}
.ttl{font:700 19pt/1.3 var(--hei);letter-spacing:.12em;text-align:center;margin:1mm 0 1mm}
.sub{font:9.5pt/1.5 var(--tab);text-align:center}
.qr{text-align:center;font:7pt/1.35 var(--tab)}.qr svg{width:24mm;height:24mm;display:block;margin:0 auto .6mm}
h2.f{font:700 11pt/1.4 var(--hei);margin:4mm 0 1.2mm;break-after:avoid}
h2.f small{font:8.5pt var(--tab);font-weight:400;margin-left:2mm}
table{border-collapse:collapse;width:100%;table-layout:fixed;font:9pt/1.35 var(--tab)}
table.g{border:1.2pt solid #000;width:calc(100% - .8mm);margin-left:.4mm;margin-right:.4mm}
table.g th,table.g td{border:.6pt solid #000;padding:.9mm 1.1mm;vertical-align:middle}
table.g thead{display:table-header-group}
table.g thead th{font:700 9pt/1.25 var(--hei);text-align:center;background:var(--fill);padding:1.2mm .4mm;border-bottom-width:1pt}
th{word-break:keep-all;overflow-wrap:normal;font-weight:700}
table.g th.k{font:400 9pt/1.3 var(--hei);text-align:center;background:#f5f5f5;padding:.9mm .6mm}
tr{break-inside:avoid}
tr.sec{break-after:avoid}tr.sec td{font:700 9.5pt/1.3 var(--hei);background:#f5f5f5}
tr.tot{break-before:avoid}tr.tot td{font:700 9pt/1.3 var(--hei);border-top-width:1pt!important}
.num{text-align:center}td.n,th.n{text-align:right;padding-right:1.6mm!important;white-space:nowrap}
.box{display:inline-block;width:2.9mm;height:2.9mm;border:.7pt solid #000;vertical-align:-.35mm;margin:0 .8mm 0 0;position:relative}
.box.on::after{content:"";position:absolute;left:.75mm;top:.05mm;width:.85mm;height:1.7mm;border:solid #000;border-width:0 1.1pt 1.1pt 0;transform:rotate(42deg)}
.opt{white-space:nowrap;margin-right:3mm;display:inline-block}
.veto{display:inline-block;font:700 7.5pt/1.2 var(--hei);border:.8pt solid #000;padding:0 .7mm;margin-left:.6mm;white-space:nowrap}
.veto.hit{background:#000;color:#fff}
.sign{break-inside:avoid;margin-top:4mm}
.sign td{height:19mm;vertical-align:top!important;font-size:9pt;position:relative}
.sign .d{position:absolute;right:2mm;bottom:1mm;white-space:nowrap}
.hand{font-family:"KaiTi","楷体","STKaiti","Noto Serif CJK SC",serif;font-size:12pt;color:#111}
.seal{display:inline-flex;width:34mm;height:34mm;border:.8pt dashed #777;border-radius:50%;align-items:center;justify-content:center;font:8pt var(--tab);color:#555}
.note{font:8pt/1.5 var(--tab);color:#222;margin-top:1.5mm}
table.t3{border-top:1.5pt solid #000;border-bottom:1.5pt solid #000;font:8.5pt/1.35 var(--tab);break-inside:avoid}
table.t3 thead{display:table-header-group}
table.t3 thead th{border-bottom:.75pt solid #000;font:700 8.5pt/1.25 var(--hei);padding:1.1mm .6mm;text-align:center;vertical-align:bottom;white-space:nowrap}
table.t3 td{padding:.85mm .6mm;text-align:center;vertical-align:middle;border:0}
table.t3 td:not(.l){white-space:nowrap}
table.t3 td.l,table.t3 th.l{text-align:left}
table.t3 tr.sum td{border-top:.5pt solid #000;font-weight:700}
table.t3.long{break-inside:auto}
.cap{font:700 9.5pt/1.4 var(--hei);margin:3.2mm 0 1mm;text-align:center;break-after:avoid}
.src{font:7.5pt/1.45 var(--tab);color:#333;margin:.8mm 0 0}
figure{margin:2.5mm 0 0;break-inside:avoid}
figure svg{display:block;width:100%;height:auto}
figcaption{font:700 9.5pt/1.4 var(--hei);margin:0 0 1mm;text-align:left}
figcaption i{font:400 8pt var(--tab);font-style:normal;color:#333;margin-left:1.5mm}
svg text{font-family:var(--hei)}
.rep{font-size:11pt;line-height:1.62}
.rep h1{font:700 16pt/1.4 var(--hei);margin:0 0 2.5mm;break-before:page;break-after:avoid}
.rep h2{font:700 12pt/1.4 var(--hei);margin:3.5mm 0 1mm;break-after:avoid}
.rep p.t{text-indent:2em;text-align:justify;margin:0 0 1mm}
.find{border-left:2.2pt solid var(--acc);padding:.6mm 0 .6mm 3mm;margin:0 0 2.5mm;font:700 11pt/1.55 var(--hei)}
.two{display:grid;grid-template-columns:1fr 1fr;column-gap:6mm;break-inside:avoid}
.cover{page:cover;height:250mm;padding:4mm 2mm 2mm;display:flex;flex-direction:column;overflow:hidden}
.toc{width:100%;font:11.5pt/2.15 var(--body)}.toc .ln{display:flex;align-items:baseline}
.toc .ln b{font-family:var(--hei);font-weight:700}.toc .dots{flex:1;border-bottom:1pt dotted #000;margin:0 2mm;transform:translateY(-1mm)}
.toc .lv2{padding-left:2em;font-size:10.5pt;line-height:1.85}
.ev{display:grid;grid-template-columns:repeat(4,1fr);gap:3mm}
.ev .e{border:.6pt solid #000;padding:1.2mm;break-inside:avoid;font:7.5pt/1.4 var(--tab)}.ev svg{width:100%;display:block;border:.4pt solid #777;margin-bottom:.8mm}
.hash{font-family:"Consolas","Noto Sans Mono",monospace;font-size:.92em;overflow-wrap:anywhere}
table.tl{font:9pt/1.4 var(--tab)}table.tl td{padding:.75mm 1.2mm;vertical-align:top;border-bottom:.4pt solid #999}
table.tl thead th{font:700 9pt var(--hei);border-bottom:1pt solid #000;border-top:1.2pt solid #000;padding:.9mm 1.2mm;text-align:left}
table.tl thead{display:table-header-group}
@media screen{body{max-width:176mm;margin:8mm auto;padding:0 4mm}}
`;
