"""Research and questions: what the patient may stop, and what follows from it."""
