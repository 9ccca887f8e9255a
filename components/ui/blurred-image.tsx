'use client'
import { clsx } from 'clsx'
import { useEffect, useRef, useState } from 'react'
import { averageColor, bytesOfHash } from './average-color.ts'

/** Fills its box; until the picture is there, its colour and then a blurred one of a few bytes stand in its place. */
export function BlurredImage({
  src,
  alt,
  thumbhash,
  fit = 'cover',
  isFirst = false,
  className,
}: {
  src: string
  alt: string
  thumbhash?: string | undefined
  fit?: 'cover' | 'contain'
  /** Seen as soon as the page is: fetched before everything that can wait. */
  isFirst?: boolean
  className?: string
}) {
  const image = useRef<HTMLImageElement>(null)
  const [loaded, setLoaded] = useState(false)
  const preview = useThumbhash(thumbhash)
  // A picture from the cache can be complete before React listens.
  useEffect(() => {
    if (image.current?.complete && image.current.naturalWidth > 0) setLoaded(true)
  }, [])
  return (
    <div
      className={clsx('absolute inset-0 overflow-hidden', className)}
      style={thumbhash === undefined ? undefined : { backgroundColor: averageColor(thumbhash) }}
    >
      {preview !== undefined && (fit === 'contain' || !loaded) && (
        <img
          src={preview}
          alt=""
          aria-hidden
          className="absolute inset-0 size-full object-cover opacity-60 blur-xl"
        />
      )}
      {/* Not faded in: it is seen before the page's scripts have come. */}
      <img
        ref={image}
        src={src}
        alt={alt}
        {...(isFirst ? { fetchPriority: 'high' } : { loading: 'lazy', decoding: 'async' })}
        draggable={false}
        onLoad={() => setLoaded(true)}
        className={clsx('absolute inset-0 size-full', fit === 'cover' ? 'object-cover' : 'object-contain')}
      />
    </div>
  )
}

function useThumbhash(hash: string | undefined): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (hash === undefined) return
    let current = true
    void import('thumbhash').then(({ thumbHashToDataURL }) => {
      if (current) setUrl(thumbHashToDataURL(bytesOfHash(hash)))
    })
    return () => {
      current = false
    }
  }, [hash])
  return url
}
