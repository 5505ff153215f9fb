import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu'
import { Icon } from './icon.tsx'

export interface MenuAct<Name extends string> {
  name: Name
  label: string
  /** Stands below a line: it leads elsewhere than those above it. */
  isApart?: boolean
}

/** A button that opens a list of acts. */
export const ActMenu = <Name extends string>({
  label,
  acts,
  onAct,
}: {
  label: string
  acts: readonly MenuAct<Name>[]
  onAct: (name: Name) => void
}) => (
  <MenuTrigger>
    <Button className="button">
      {label}
      <Icon name="down" />
    </Button>
    <Popover className="popover" placement="bottom end">
      <Menu className="listbox" onAction={(key) => onAct(key as Name)}>
        {acts.map((act) => (
          <MenuItem key={act.name} id={act.name} className={act.isApart ? 'option option-apart' : 'option'}>
            {act.label}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  </MenuTrigger>
)
