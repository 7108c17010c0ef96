it('signs up with the code from the mail', () => {
  cy.task('createInbox', { ttlMinutes: 10 }).then((address) => {
    cy.visit('/')
    cy.get('[name=email]').type(address)
    cy.contains('Send code').click()
    cy.task('waitForCode', { address, from: 'shop.example', timeoutMs: 30_000 }).then((code) => {
      cy.get('[name=again]').type(address)
      cy.get('[name=code]').type(code)
      cy.contains('button', 'Sign up').click()
      cy.contains('Welcome!')
    })
  })
})
