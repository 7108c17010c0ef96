/** Applies the stored theme before the first paint, so that nothing flashes. */
const SCRIPT = `try{const t=localStorage.getItem('theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}`

export function ThemeScript() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, and it must run before the body is painted
  return <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
}
