// Passkeys: the one thing here that a browser cannot do without a script. A form says what it wants by data-passkey:
// "create" a key, "get" a proof for given options, or "sign-in", whose options are asked for when the button is pressed.
(() => {
  const ask = {
    create: (form) => webauthnJSON.create(asPasskey(JSON.parse(form.dataset.options))),
    get: (form) => webauthnJSON.get(JSON.parse(form.dataset.options)),
    'sign-in': async (form) => {
      const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
      return webauthnJSON.get((await answer.json()).request_options)
    }
  }

  // A passkey is found without a name, and asks for finger, face or PIN.
  function asPasskey (options) {
    Object.assign(options.publicKey.authenticatorSelection, {
      residentKey: 'required', requireResidentKey: true, userVerification: 'required'
    })
    return options
  }

  function tell (form) {
    let place = form.querySelector('.wrong')
    if (!place) {
      place = document.createElement('p')
      place.className = 'wrong'
      place.setAttribute('role', 'alert')
      form.append(place)
    }
    place.textContent = form.dataset.failed
  }

  if (!window.PublicKeyCredential) return
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      try {
        form.elements.credential.value = JSON.stringify(await ask[form.dataset.passkey](form))
        HTMLFormElement.prototype.submit.call(form)
      } catch {
        tell(form)
      }
    })
  }
})()
