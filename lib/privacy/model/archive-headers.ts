/** Nobody else's browser, and no cache in between, may keep it. */
export const ARCHIVE_HEADERS = {
  "Content-Type": "application/zip",
  "Content-Disposition": 'attachment; filename="platewire-my-data.zip"',
  "Cache-Control": "private, no-store",
};
