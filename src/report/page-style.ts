/** Style sheet of the report: screen in light and dark, A4 paper. Figures always stand on white. */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#fff;--ground:#f5f6f8;--ink:#1b1f24;--soft:#5a6472;--line:#dde1e7;--link:#0b5fa5;
--error:#b3261e;--error-ground:#fdecea;--warning:#8a5300;--warning-ground:#fff4e0;--info:#0b5fa5;--info-ground:#e8f1fa;
--clear:#1b6e3c;--stripe:#f8f9fb}
@media (prefers-color-scheme:dark){:root{--paper:#181b20;--ground:#111317;--ink:#e6e9ee;--soft:#9aa5b4;--line:#2e343d;
--link:#7ab8f0;--error:#ff9d94;--error-ground:#3a1d1b;--warning:#f3bd68;--warning-ground:#35290f;--info:#8cc1f2;
--info-ground:#15283a;--clear:#7fd4a0;--stripe:#1d2127}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 Arimo,Arial,Helvetica,sans-serif;
display:grid;grid-template-columns:minmax(13rem,17rem) minmax(0,60rem);gap:0 2.5rem;justify-content:center;padding:0 1.5rem}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:2px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:2.5rem 0;font-size:.875rem;line-height:1.4}
.nav-title{margin:0 0 .6rem;font-weight:700;color:var(--soft);font-size:.75rem;letter-spacing:.06em;text-transform:uppercase}
nav ol{list-style:none;margin:0;padding:0}nav ol ol{padding-left:.9rem;border-left:1px solid var(--line);margin:.2rem 0 .5rem}
nav a{display:block;padding:.22rem 0;color:var(--ink);text-decoration:none;overflow-wrap:anywhere}nav a:hover{color:var(--link)}
nav ol ol a{color:var(--soft)}
main{background:var(--paper);border:1px solid var(--line);border-radius:10px;margin:2rem 0 3rem;padding:2.5rem 3rem 1.5rem;min-width:0}
h1,h2,h3,h4{line-height:1.25;text-wrap:balance;overflow-wrap:anywhere}
h1{font-size:1.9rem;margin:.1rem 0 .6rem}
h2{font-size:1.35rem;margin:3rem 0 1rem;padding-top:1.2rem;border-top:1px solid var(--line)}
h3{font-size:1.1rem;margin:2.2rem 0 .3rem}h4{font-size:.95rem;margin:1.6rem 0 .5rem;color:var(--soft)}
h3 a{color:inherit;text-decoration:none}h3 a:hover{text-decoration:underline}
p{margin:.5rem 0}code{font:.86em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--soft)}
.eyebrow{margin:0;color:var(--soft);font-size:.8rem;font-weight:700;letter-spacing:.06em;text-transform:uppercase}
.facts,.where,.origin,.files,.more,.shown,footer{color:var(--soft);font-size:.875rem}
.files{white-space:nowrap}p.files{white-space:normal;overflow-wrap:anywhere}
details>summary{cursor:pointer;color:var(--link);font-size:.9rem}
.how{margin-top:1rem;font-size:.92rem}.how p{max-width:46rem}
.chips{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin:0 0 1rem}
.chip{padding:.2rem .75rem;border-radius:99px;font-weight:700;font-size:.875rem}
.clear{color:var(--clear);font-weight:700}
.findings{list-style:none;padding:0;margin:0;display:grid;gap:.6rem}
.finding{display:grid;grid-template-columns:5.8rem minmax(0,1fr);gap:.3rem 1rem;padding:.7rem 1rem;border-radius:6px;
border-left:4px solid currentcolor}
.finding p{margin:.15rem 0;color:var(--ink);font-size:.94rem;overflow-wrap:anywhere}.finding .origin{color:var(--soft);font-size:.84rem;margin:0}
.error{color:var(--error);background:var(--error-ground)}.warning{color:var(--warning);background:var(--warning-ground)}
.info{color:var(--info);background:var(--info-ground)}
.badge{font-weight:700;font-size:.8rem;line-height:1.6}.badge span{display:inline-block;width:1.1em;text-align:center}
.failed h3 .badge{color:var(--error);border:1px solid;border-radius:99px;padding:0 .6rem;vertical-align:.1em}
.remarks{margin-top:1rem}.remarks .findings{margin-top:.6rem}
.failure,.lacking{border:1px dashed var(--error);border-radius:6px;padding:.6rem 1rem;background:var(--error-ground)}
.scroll{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-size:.875rem;line-height:1.4;min-width:min(100%,24rem)}
caption{text-align:left;font-weight:400;padding:.2rem 0 .5rem;color:var(--soft);font-size:.875rem}
.item caption{color:var(--ink);font-size:.94rem}
thead th{border-top:1.5px solid var(--ink);border-bottom:1px solid var(--ink);vertical-align:bottom;white-space:nowrap}
th,td{padding:.35rem .75rem;text-align:left;vertical-align:top;font-variant-numeric:tabular-nums}
th:first-child,td:first-child{padding-left:.25rem}
tbody th{font-weight:400;white-space:nowrap}.quantities tbody th{white-space:normal}
.wide-table th:first-child{position:sticky;left:0;background:var(--paper)}.wide-table tbody tr:nth-child(even) th{background:var(--stripe)}
tbody th code{display:block}tbody tr:nth-child(even){background:var(--stripe)}
tbody tr:last-child>*{border-bottom:1.5px solid var(--ink)}
th.number,td.number{text-align:right;white-space:nowrap}.unit{font-weight:400;color:var(--soft)}
td.missing,.missing{color:var(--warning);white-space:normal}.none{color:var(--soft)}td.long{min-width:15rem}.fold{margin:.8rem 0}
.hash{cursor:help}.hash span{font-size:0}
figure{margin:1.8rem 0;min-width:0}
.plot{background:#fff;border-radius:6px;padding:.75rem;border:1px solid var(--line);max-width:100%}
.narrow .plot{width:34rem}.plot svg{display:block;width:100%;height:auto}
figcaption{margin-top:.6rem;font-size:.94rem;max-width:50rem}
.methods p{max-width:48rem;text-wrap:pretty}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line)}
@media (max-width:60rem){body{display:block;padding:0 1rem}nav{position:static;max-height:none;padding:1.2rem 0 0}
main{padding:1.5rem 1.25rem;margin-top:1rem}.finding{grid-template-columns:1fr}}
@media print{@page{size:A4;margin:20mm 18mm}:root{color-scheme:light;--paper:#fff;--ground:#fff;--ink:#000;--soft:#444;--line:#bbb;
--link:#000;--error:#8c1d18;--error-ground:#fff;--warning:#6b4000;--warning-ground:#fff;--info:#234;--info-ground:#fff;--stripe:#fff}
html{font-size:9.5pt}body{display:block;padding:0;font-size:1rem;line-height:1.4}nav,.skip,.how>summary,.files{display:none}
main{border:0;padding:0;margin:0}h2{margin-top:1.6rem}h1,h2,h3,h4{break-after:avoid}
figure,.finding,.failure,tr{break-inside:avoid}.plot{border:0;padding:0}.narrow .plot,.wide .plot{width:auto}
.plot svg{width:auto;max-width:100%}.scroll{overflow:visible}table{font-size:.85rem}thead{display:table-header-group}
th,td{padding:.15rem .4rem}.number,thead th{white-space:normal}a{text-decoration:none}
details::details-content{content-visibility:visible;block-size:auto}details>summary{list-style:none}}
`;
