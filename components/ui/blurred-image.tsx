'use client'
import { clsx } from 'clsx'
import { useEffect, useRef, useState } from 'react'

/** Fills its box; until the picture is there, a blurred one of a few bytes stands in its place. */
export function BlurredImage({
  src,
  alt,
  thumbhash,
  fit = 'cover',
  className,
}: {
  src: string
  alt: string
  thumbhash?: string | undefined
  fit?: 'cover' | 'contain'
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
    <div className={clsx('absolute inset-0 overflow-hidden', className)}>
      {preview !== undefined && (fit === 'contain' || !loaded) && (
        <img
          src={preview}
          alt=""
          aria-hidden
          className="absolute inset-0 size-full scale-110 object-cover opacity-60 blur-xl"
        />
      )}
      <img
        ref={image}
        src={src}
        alt={alt}
        loading="lazy"
        decoding="async"
        draggable={false}
        onLoad={() => setLoaded(true)}
        className={clsx(
          'absolute inset-0 size-full transition-opacity',
          fit === 'cover' ? 'object-cover' : 'object-contain',
          loaded ? 'opacity-100' : 'opacity-0',
        )}
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
      if (current) setUrl(thumbHashToDataURL(Uint8Array.from(atob(hash), (char) => char.charCodeAt(0))))
    })
    return () => {
      current = false
    }
  }, [hash])
  return url
}
