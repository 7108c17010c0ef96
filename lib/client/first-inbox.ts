/** The inbox of a first visit, asked for by the document itself: it is under way while the page's scripts still are. */
import type { MailboxBody } from '@/lib/mailboxes/schema'
import type { Page } from './api'

/** One tab at a time: those that open together get one inbox together. */
export const FIRST_INBOX_LOCK = 'mayfly-first-inbox'
/** Shared, and held by every tab that made one for as long as it is open: the lock manager is the one thing all tabs see in order. */
const MADE_LOCK = 'mayfly-first-inbox-made'

type Asked = { firstInbox?: Promise<Page<MailboxBody> | null> }

/**
 * Runs inside a document whose server knew of no inbox. Only what another tab made since then is to be looked for: else
 * one request is enough. Null for anything unexpected: the page then asks again, and says what is wrong.
 */
export const FIRST_INBOX_SCRIPT = `(()=>{
const locks=navigator.locks
const ask=(method)=>fetch('/api/v1/mailboxes',{method,credentials:'same-origin',cache:'no-store'}).then(r=>r.ok?r.json():Promise.reject(r))
const isAlone=async()=>Boolean(locks)&&!(await locks.query()).held.some(({name})=>name==='${MADE_LOCK}')
const tell=()=>locks&&new Promise(told=>locks.request('${MADE_LOCK}',{mode:'shared'},()=>{told();return new Promise(()=>{})}))
const open=async()=>{
const page=await isAlone()?null:await ask('GET')
if(page&&page.items.length>0)return page
const made=await ask('POST')
await tell()
return{items:[made],next_cursor:null}}
window.firstInbox=(locks?locks.request('${FIRST_INBOX_LOCK}',open):open()).catch(()=>null)
})()`

/** What the document asked for; once, and null where it did not or got nothing. */
export async function takeFirstInbox(): Promise<Page<MailboxBody> | null> {
  const asked = (window as Asked).firstInbox
  ;(window as Asked).firstInbox = undefined
  return (await asked) ?? null
}
