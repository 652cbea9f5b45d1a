import { Anchor, Button, Menu, type AnchorProps, type ButtonProps, type MenuItemProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

/** Mantine's looks with the router's typed addresses. */

type Plain = Omit<ComponentPropsWithRef<'a'>, 'style' | 'color'>;

const PlainAnchor = (props: AnchorProps & Plain) => <Anchor {...props} />;
const PlainButton = (props: ButtonProps & Plain) => <Button component="a" {...props} />;
const PlainMenuItem = (props: MenuItemProps & Plain) => <Menu.Item component="a" {...props} />;

/** A link in running text. */
export const TextLink = createLink(PlainAnchor);
/** A link that looks like a button. */
export const ButtonLink = createLink(PlainButton);
/** A link in a menu. */
export const MenuLink = createLink(PlainMenuItem);
