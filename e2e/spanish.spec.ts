/** The ways through the product once more, in Spanish: as the visitor chooses, and as the browser asks. */
import type { Page } from '@playwright/test'
import { newAccount } from './account-pages'
import { expect, test } from './fixtures'
import { expectAccessible } from './look'

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const language = (page: Page) => page.locator('html').getAttribute('lang')

test('a visitor chooses Spanish, reads a code, and ends the inbox', async ({ page, context, openInbox }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const address = await openInbox()
  expect(await language(page)).toBe('en')
  await button(page, 'Español').click()
  await expect(page.getByRole('heading', { name: 'Esperando correo' })).toBeVisible()
  await expect(page.getByRole('status', { name: 'Conexión' })).toHaveText('En directo')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(address)
  await expect(page.getByRole('timer', { name: 'Tiempo restante' })).toContainText(/Caduca en(59|60) minutos/)
  expect(await language(page)).toBe('es')
  await expectAccessible(page)
  await button(page, 'Copiar la dirección').click()
  await expect(page.getByText('Dirección copiada')).toBeAttached()

  await button(page, 'Enviar un correo de prueba').click()
  const row = page.getByRole('link', { name: /^Sin leer: Mayfly: / })
  await expect(row).toBeVisible()
  await expect(page.getByText(/^Correo nuevo de Mayfly: .+ Código( \d){6}\.$/)).toHaveCount(1)
  await button(page, 'Copiar el código más reciente').click()
  await expect(page.getByText('Código copiado')).toBeAttached()
  await row.click()
  await expect(region(page, 'Mensaje abierto').getByText('Para', { exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Cabeceras' }).click()
  await expectAccessible(page)
  await button(page, 'Eliminar el mensaje').click()
  await expect(page.getByText('Mensaje eliminado.')).toBeVisible()

  await button(page, 'Nueva dirección').click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(address)
  await button(page, 'Elegir nombre').click()
  await expect(
    page.getByRole('dialog', { name: 'Nuevo buzón' }).getByText(/hasta 1 hora con el plan Anónimo/),
  ).toBeVisible()
  await button(page, 'Cancelar').click()
  await button(page, 'Eliminar el buzón').click()
  await page
    .getByRole('dialog', { name: '¿Eliminar este buzón?' })
    .getByRole('button', { name: 'Eliminar el buzón' })
    .click()
  await expect(page.getByRole('heading', { name: 'Este buzón se ha eliminado' })).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '¿Qué quieres hacer?' }).fill('ingles')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeAttached()
  expect(await language(page)).toBe('en')
})

test.describe('in a browser that asks for Spanish', () => {
  test.use({ locale: 'es-AR' })

  test('somebody signs up, fills the plan and takes everything back', async ({ page, allowErrors }) => {
    allowErrors(/403|422/)
    const { email, password } = newAccount()
    await page.goto('/sign-up')
    await expect(page).toHaveTitle('Crear una cuenta · Mayfly')
    const field = page.getByLabel('Contraseña', { exact: true })
    await page.getByLabel('Correo electrónico').fill(email)
    await field.fill('corta')
    await button(page, 'Crear cuenta').click()
    await expect(field).toHaveAccessibleDescription(/^Usa al menos 10 caracteres/)
    await expectAccessible(page)
    await field.fill(password)
    await button(page, 'Crear cuenta').click()
    await expect(page.getByRole('heading', { name: 'Tus buzones' })).toBeVisible()
    await button(page, 'Nuevo buzón').click()
    await button(page, 'Crear buzón').click()
    await expect(region(page, 'Buzones').getByRole('listitem')).toContainText('Sin correo todavía')
    await expect(region(page, 'Uso')).toContainText('1 de 5')
    await expectAccessible(page)

    await page.getByRole('link', { name: 'Claves de API' }).click()
    await page.getByLabel('Nombre').fill('CI')
    await page.getByLabel('Caduca').selectOption('Dentro de 7 días')
    await button(page, 'Crear clave').click()
    await expect(page.getByRole('heading', { name: '«CI» está lista' })).toBeFocused()
    await button(page, 'Revocar CI').click()
    await button(page, 'Revocar clave').click()
    await expect(page.getByText('Todavía no hay ninguna clave.')).toBeVisible()

    await page.getByRole('link', { name: 'Webhooks' }).click()
    const url = page.getByLabel('URL')
    await url.fill('http://127.0.0.1:8080')
    await button(page, 'Crear webhook').click()
    await expect(url).toHaveAccessibleDescription(/^Esta URL no puede recibir webhooks/)
    for (const path of ['primero', 'segundo']) {
      await url.fill(`https://receiver.invalid/${path}`)
      await button(page, 'Crear webhook').click()
      if (path === 'primero') await button(page, 'Ya lo he copiado').click()
    }
    await expect(page.getByText('Tu plan no permite más webhooks.')).toBeVisible()
    await expect(page.getByRole('listitem').first()).toContainText('todos los buzones · mensaje nuevo')
    await expectAccessible(page)

    await page.getByRole('link', { name: 'Planes' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Tu plan' })).toContainText('Gratuito')
    await page.getByRole('link', { name: 'Cuenta' }).click()
    await expectAccessible(page)
    await page.getByRole('combobox', { name: 'Idioma' }).selectOption('English')
    await expect(page.getByRole('heading', { name: 'Delete account' })).toBeVisible()
    expect(await language(page)).toBe('en')
  })
})
