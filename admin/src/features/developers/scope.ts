export function scopeOf(scope: string): 'read' | 'write' {
  return scope === 'write' ? 'write' : 'read'
}
