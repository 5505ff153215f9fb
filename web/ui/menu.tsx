import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu'
import { Icon } from './icon.tsx'

/** A button that opens a list of acts. */
export const ActMenu = <Name extends string>({
  label,
  acts,
  onAct,
}: {
  label: string
  acts: readonly { name: Name; label: string }[]
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
          <MenuItem key={act.name} id={act.name} className="option">
            {act.label}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  </MenuTrigger>
)
