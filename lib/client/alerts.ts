/** New mail beyond the page: a sound, a notification of the desktop. Both only where the visitor asked for them. */
import { choose, readPreference } from './preferences'

/** `title` and `body` are what the notification says; `id` keeps one message from being told twice. */
export function alertNewMessage({ id, title, body }: { id: string; title: string; body: string }): void {
  if (readPreference('sound')) playChime()
  const isAllowed = 'Notification' in window && Notification.permission === 'granted'
  if (!isAllowed || !readPreference('notifications') || document.visibilityState === 'visible') return
  const shown = new Notification(title, { body, tag: id, icon: '/icons/icon-192.png' })
  shown.onclick = () => {
    window.focus()
    shown.close()
  }
}

/** Asks the browser when it has to be asked. Resolves to whether notifications will be shown. */
export async function allowNotifications(): Promise<boolean> {
  const isGranted = 'Notification' in window && (await Notification.requestPermission()) === 'granted'
  choose('notifications', isGranted)
  return isGranted
}

const NOTES = [
  { hertz: 659.3, atSeconds: 0 },
  { hertz: 987.8, atSeconds: 0.12 },
]

/** Two soft notes, half a second in all; nothing to download. Silent where the browser wants a click first. */
export function playChime(): void {
  const audio = new AudioContext()
  for (const { hertz, atSeconds } of NOTES) {
    const note = audio.createOscillator()
    const volume = audio.createGain()
    const start = audio.currentTime + atSeconds
    note.frequency.value = hertz
    volume.gain.setValueAtTime(0.12, start)
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.4)
    note.connect(volume).connect(audio.destination)
    note.start(start)
    note.stop(start + 0.4)
  }
  setTimeout(() => void audio.close(), 1_000)
}
