/** What a landing position is, wherever one is shown. */
export const landingTerm = {
  name: 'Landing position p',
  meaning:
    'How much of the slope at the start is used up where the step landed, on the step’s own batch. Below 1 the loss still falls there; at 1 the step is on the floor of the valley; above 1 it has crossed the floor and the loss rises; at 2 as steeply as it fell. p − 1 is Cockpit’s normalized step length without its noise; “A Walk with SGD” saw walls on lines between successive weights.',
  formula: 'landing',
};
