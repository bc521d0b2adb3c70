import { expect, test } from 'vitest';
import { otherFile } from './other-files';

const bytes = (text: string) => Uint8Array.from(text, (each) => each.charCodeAt(0));

test.each([
  ['events.out.tfevents.1690000000.host', '\x18\0\0\0\0\0\0\0', /TensorBoard.*CSV/],
  ['loss.npy', '\x93NUMPY\x01\0', /NumPy.*savetxt/],
  ['data.npz', 'PK\x03\x04\x14\0', /NumPy/],
  ['sheet.xlsx', 'PK\x03\x04\x14\0', /spreadsheet.*CSV/],
  ['sheet.xls', '\xd0\xcf\x11\xe0\xa1\xb1', /spreadsheet.*CSV/],
  ['model.pt', 'PK\x03\x04\0\0', /weights/],
  ['history.pkl', '\x80\x04\x95\x1e\0', /pickle/],
  ['history', '\x80\x05\x95\x1e\0', /pickle/],
  ['data_batch_1', '\x80\x02}q\x01', /pickle/],
  ['cat.jpg', '\xff\xd8\xff\xe0', /JPEG.*PNG/],
  ['digits.mat', 'MATLAB 5.0 MAT-file', /MATLAB.*CSV/],
  ['model.h5', '\x89HDF\r\n\x1a\n', /HDF5/],
  ['log.parquet', 'PAR1\x15\0', /Parquet/],
  ['mlflow.db', 'SQLite format 3\0', /SQLite/],
  ['log.csv', '\n<!DOCTYPE html>\n<html>', /web page.*raw/],
  ['train.ipynb', '{\n "cells": [\n', /notebook/],
])('%s is named', (name, start, message) => {
  expect(otherFile(bytes(start), name)).toMatch(message);
});

test.each([
  ['images.zip', 'PK\x03\x04\x14\0'],
  ['a.png', '\x89PNG\r\n\x1a\n'],
  ['log.csv', 'step,loss\n1,2'],
  ['train-images-idx3-ubyte', '\0\0\x08\x03'],
  ['run.json', '{"format":"two-regimes-run"'],
  ['data_batch_1.bin', '\x03\0\0\0'],
])('%s is not', (name, start) => {
  expect(otherFile(bytes(start), name)).toBeUndefined();
});
