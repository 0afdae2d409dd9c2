/** The common folder of paths, or words for files without one. */
export function nameOfFiles(paths: readonly string[]): string {
  const roots = new Set(paths.map((path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
  const [root] = roots;
  if (roots.size === 1 && root !== undefined && root !== '') return root;
  return paths.length === 1 ? paths[0]!.slice(paths[0]!.lastIndexOf('/') + 1) : `${paths.length} files`;
}
