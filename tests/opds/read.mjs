// Reads a catalogue as a reading system would: from the root of OPDS 1.2 and of OPDS 2.0 through
// every feed, by Readium's client library. Fails unless both lead to the same books with the same
// metadata, and every file they name is there.
//
//     node tests/opds/read.mjs FOLDER
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DOMParser } from '@xmldom/xmldom';

const library = 'r2-opds-js/dist/es6-es2015/src/opds';
const require = createRequire(import.meta.url);
const { initGlobalConverters_OPDS } = require(`${library}/init-globals`);
const { initGlobalConverters_GENERIC } =
  require('r2-shared-js/dist/es6-es2015/src/init-globals');
const { convertOpds1ToOpds2 } = require(`${library}/converter`);
const { OPDS } = require(`${library}/opds1/opds`);
const { OPDSFeed } = require(`${library}/opds2/opds2`);
const { XML } = require('r2-utils-js/dist/es6-es2015/src/_utils/xml-js-mapper');
const { TaJsonDeserialize } = require('r2-lcp-js/dist/es6-es2015/src/serializable');
initGlobalConverters_OPDS();
initGlobalConverters_GENERIC();

const versions = {
  xml: (text) =>
    convertOpds1ToOpds2(XML.deserialize(new DOMParser().parseFromString(text, 'text/xml'), OPDS)),
  json: (text) => TaJsonDeserialize(JSON.parse(text), OPDSFeed),
};

const folder = process.argv[2];
assert(folder, 'name the folder of a catalogue');

/** The file a reference leads to, which must be there. */
function target(from, href) {
  const path = fileURLToPath(new URL(href, pathToFileURL(from)));
  assert(existsSync(path), `${from}: ${href}`);
  return path;
}

/** The books of all feeds that are reached from a root, by identifier; and how many feeds. */
function walk(root, read) {
  const books = new Map();
  const seen = new Set();
  const waiting = [root];
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (seen.has(path)) continue;
    seen.add(path);
    const feed = read(readFileSync(path, 'utf8'));
    assert(feed.Metadata.Title, path);
    for (const link of feed.Links) {
      const to = target(path, link.Href);
      if (link.Rel.includes('next')) waiting.push(to);
    }
    for (const link of feed.Navigation ?? []) waiting.push(target(path, link.Href));
    for (const book of feed.Publications ?? []) {
      const files = book.Links.filter((link) => link.Rel[0].includes('acquisition'));
      const pictures = book.Images ?? [];
      for (const link of [...files, ...pictures]) target(path, link.Href);
      books.set(book.Metadata.Identifier, {
        title: book.Metadata.Title,
        authors: (book.Metadata.Author ?? []).map((author) => author.Name),
        language: book.Metadata.Language,
        description: book.Metadata.Description,
        files: files.map((link) => [link.TypeLink, link.Href]),
        pictures: pictures.map((link) => link.Href),
      });
    }
  }
  return { books, feeds: seen.size };
}

const [one, two] = Object.entries(versions).map(([ending, read]) =>
  walk(join(folder, 'opds', `index.${ending}`), read),
);
assert(one.books.size > 0, 'no books');
assert.deepEqual(one, two);
console.log(`${one.books.size} books in ${one.feeds} feeds, the same in OPDS 1.2 and 2.0`);
