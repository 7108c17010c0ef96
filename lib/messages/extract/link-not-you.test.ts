import { expect, test } from 'vitest'
import { toRaw } from '../fixtures/labelled-mails'
import { parseMessage } from '../parse'

const URL = 'https://acme.example/account/reset?token=8f3a1c9d2b7e4f60a1b2c3d4'
const CASES: ['way out' | 'way on', subject: string, text: string][] = [
  ['way out', 'Your password was changed', 'If you did not do this,\n# Reset your password'],
  ['way out', 'Your password was changed', "If this wasn't you, please take action now.\n# Reset password"],
  [
    'way out',
    'Votre mot de passe',
    "Si vous n'êtes pas à l'origine de ce changement, # réinitialisez votre mot de passe",
  ],
  ['way out', 'Nuevo inicio de sesión', 'Si no fuiste tú, # restablece tu contraseña'],
  ['way out', 'Je inlogcode', 'Was jij dit niet? # Wijzig je wachtwoord'],
  ['way out', 'Kod weryfikacyjny', 'Jeśli to nie Ty próbujesz się zalogować, # zmień hasło'],
  ['way out', '登录提醒', '如果这不是您本人操作，请\n# 重置密码'],
  ['way out', 'Your password has been changed', 'It was changed on 3 May.\n# Recover your account'],
  ['way on', 'Your password was reset by your administrator', 'Set a new one.\n# Set new password'],
  ['way on', 'Confirmez votre adresse', "Vous n'avez pas encore confirmé.\n# Confirmer mon adresse"],
  ['way on', 'Reset your password', 'If you did not ask for it, ignore this mail.\n# Reset password'],
  ['way on', 'Sign in to Acme', "Didn't request this? You can safely ignore this email.\n# Sign in to Acme"],
  ['way on', 'Passwort zurücksetzen', 'Falls du das nicht angefordert hast, ignoriere sie. # Passwort zurücksetzen'],
  ['way on', 'Wachtwoord herstellen', 'Heb je dit niet aangevraagd? Negeer deze e-mail.\n# Wachtwoord herstellen'],
  ['way on', 'Zresetuj hasło', 'Jeśli nie prosiłeś o zmianę, zignoruj tę wiadomość.\n# Ustaw nowe hasło'],
  ['way on', 'パスワードの再設定', '心当たりのない場合は無視してください。\n# パスワードを再設定する'],
  ['way out', 'Ada is inviting you to a meeting', '# Join the video call'],
  ['way on', 'Ada invited you to Acme', 'Ada invited you to the Meetings team.\n# Join the Meetings team'],
]

test.each(CASES)('a %s: "%s", "%s"', async (kind, subject, text) => {
  const html = text.replace(/# (.*)/, `<a href="${URL}">$1</a>`).replace('\n', '<br>')
  const plain = text.replace(/# (.*)/, `$1: ${URL}`)
  const found = [
    await parseMessage(toRaw({ subject, html })),
    await parseMessage(toRaw({ subject, text: `${plain}\n` })),
  ]
  const wanted = kind === 'way on' ? URL : null
  expect(found.map(({ verificationLink }) => verificationLink)).toEqual([wanted, wanted])
})
