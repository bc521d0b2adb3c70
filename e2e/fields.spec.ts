import { decodeLink } from '../src/runs/link/read-link';
import type { Field } from '../src/training/field';
import { fieldNames, fields } from '../src/training/fields';
import { expect, test } from './page';

const numberLabels = fieldNames
  // The checksum of own data comes with the data.
  .filter((name) => (fields[name] as Field).kind === 'number' && name !== 'ownData')
  .map((name) => fields[name].label);

test('absurd values in every number field are refused in words and change nothing', async ({ lab, page }) => {
  await lab.open('?dataset=moons&trainSize=1000&momentum=0.5&epochs=90');
  const inputs = page.getByRole('region', { name: 'Controls', exact: true }).getByRole('textbox');
  const labelsShown = () =>
    inputs.evaluateAll((each) =>
      each.map((input) => (input as HTMLInputElement).labels?.[0].textContent ?? ''),
    );
  const choice = page.getByRole('combobox', { name: 'Schedule', exact: true });
  const tried = new Set<string>();
  for (const schedule of Object.keys(fields.schedule.options)) {
    await choice.selectOption(schedule);
    await expect(choice).toHaveValue(schedule);
    // The address follows a moment later.
    await expect.poll(() => decodeLink(new URL(page.url()).search).config.schedule).toBe(schedule);
    const address = page.url();
    for (const label of await labelsShown()) {
      if (tried.has(label)) continue;
      tried.add(label);
      const input = lab.field(label);
      const before = await input.inputValue();
      for (const absurd of ['-1', '1e99', 'abc', '']) {
        await input.fill(absurd);
        await input.press('Enter');
        await expect(input).toHaveAttribute('aria-invalid', 'true');
        await expect(input).toHaveAccessibleDescription(/ is not allowed; it takes .* from .* to /);
        await expect(
          page.getByText(new RegExp(`^${label}: .* is not allowed; it takes .* from .* to `)),
        ).toBeVisible();
        expect(page.url()).toBe(address);
      }
      await expect(lab.button('Train')).toBeDisabled();
      await input.fill(before);
      await input.press('Enter');
      await expect(input).toHaveAttribute('aria-invalid', 'false');
    }
    await expect(lab.button('Train')).toBeEnabled();
  }
  expect([...tried].sort()).toEqual([...numberLabels].sort());
});

test('every slider is moved by arrow keys, there and back', async ({ lab, page }) => {
  await lab.open('?dataset=moons&trainSize=1000');
  const sliders = page.getByRole('region', { name: 'Controls', exact: true }).getByRole('slider');
  await expect(sliders.first()).toBeVisible();
  for (const slider of await sliders.all()) {
    const value = async () => Number.parseFloat((await slider.getAttribute('aria-valuetext')) ?? '');
    const before = await value();
    // To the left first: more is not always allowed beside the other fields.
    const [there, back] =
      before > 0 && before !== 1 ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    await slider.press(there);
    await expect.poll(value).not.toBe(before);
    const between = await value();
    await slider.press(back);
    await expect.poll(value).not.toBe(between);
  }
});

test('a preset replaces a refused value, and the field shows what the preset sets', async ({ lab, page }) => {
  await lab.open();
  const preset = (name: string) =>
    page.getByRole('group', { name: 'Preset' }).getByRole('button', { name, exact: true });
  for (const [label, chosen, value] of [
    // Some replace the value that was there before, some by the very same.
    ['Learning rate', 'Two phases', '0.4'],
    ['Learning rate', 'Small steps only', '0.03'],
    ['Momentum', 'Small steps only', '0'],
    ['Warm-up', 'Large steps only', '0'],
    ['Learning rate', 'Two phases', '0.4'],
    ['Drop at epoch', 'Two phases', '30'],
    ['Small learning rate', 'Two phases', '0.003'],
    ['Small-step momentum', 'Two phases', '0.9'],
  ]) {
    for (const finish of ['by Enter', 'by leaving the field']) {
      await test.step(`${label}, refused ${finish}, then ${chosen}`, async () => {
        const field = lab.field(label);
        await field.fill('99999');
        if (finish === 'by Enter') {
          await field.press('Enter');
          await expect(field).toHaveAttribute('aria-invalid', 'true');
        }
        await preset(chosen).click();
        await expect(field).toHaveValue(value);
        await expect(field).toHaveAttribute('aria-invalid', 'false');
        await expect(preset(chosen)).toHaveAttribute('aria-pressed', 'true');
        await expect(lab.button('Train')).toBeEnabled();
      });
    }
  }
});

test.describe('links that make no sense keep what is right and say why', () => {
  for (const [query, message] of [
    ['?learningRate=NaN', /Learning rate: “NaN” is not allowed; it takes a number from 0.00001 to 10/],
    ['?learningRate=1e999', /Learning rate: Infinity|Learning rate: “1e999”/],
    ['?epochs=1.5', /Epochs: 1.5 is not allowed; it takes a whole number from 1 to 1000/],
    ['?model=__proto__', /Network: “__proto__” is not allowed/],
    ['?learning_rate=1', /There is no field “learning_rate”; “learningRate”, Learning rate, is meant/],
    ['?v=2', /newer version/],
    ['?backend=quantum', /no backend “quantum”/],
    ['?preset=%3Cscript%3E', /no preset “<script>”/],
    ['?trainSize=5000', /Training examples: 5000 is not allowed; it takes 20 to 4000/],
  ] as const) {
    test(query, async ({ lab, page }) => {
      await lab.open(query);
      await expect(page.getByRole('alert')).toContainText(message);
      await expect(lab.field('Learning rate')).toHaveValue('0.4');
      await expect(lab.button('Train')).toBeEnabled();
    });
  }
});
