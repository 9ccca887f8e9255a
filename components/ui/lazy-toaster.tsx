'use client'
import { lazy, Suspense, useEffect, useState } from 'react'
import { onNotificationsWanted } from './notify.ts'

const Toaster = lazy(() => import('./toaster.tsx'))

export function LazyToaster() {
  const [wanted, setWanted] = useState(false)
  useEffect(() => onNotificationsWanted(() => setWanted(true)), [])
  return wanted ? (
    <Suspense>
      <Toaster />
    </Suspense>
  ) : null
}
